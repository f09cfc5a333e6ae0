// The page of the counter for what else the card carries: topping up, suburban rail, refund, park ticket; as the gate answers.
import { maskName } from '../base/masking.ts';
import { yuanText } from '../base/money.ts';
import type { SceneService } from '../cards/card-asker.ts';
import { policyWords } from '../policy/explain.ts';
import { payments } from '../policy/question.ts';
import type { ParkYear, TransitTerms } from '../policy/rows.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import { dayText, dayTextOf } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import type { WalletState } from '../scenes/transit-lifecycle.ts';
import type { EnableSubject } from './enable-routes.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Closing, Fact, Problem, Select } from './pieces.tsx';

/** What the counter sees of the purse and the ticket beside the card. */
export type SceneFacts = {
  readonly wallet: WalletState;
  readonly balanceFen: number;
  readonly refundDueOn: Temporal.PlainDate | null;
  readonly transit: TransitTerms;
  /** undefined: no announcement of the year is entered. */
  readonly park: ParkYear | undefined;
  /** Whether this card carries the ticket of that year already. */
  readonly isBought: boolean;
  /** Whether many parks are free for the holder. */
  readonly isFree: boolean;
};

type SceneProps = {
  readonly subject: EnableSubject;
  readonly service: SceneService;
  readonly snapshot: Snapshot;
  readonly facts: SceneFacts;
  readonly formKey: string;
  readonly problem: string | null;
};

export const ScenePage = (props: SceneProps) => {
  const { subject, service, problem, facts } = props;
  const { page, file, card } = subject;
  const { say, citizenSay, language } = page;
  const title = policyWords(language).service[service];
  return (
    <Frame page={page} title={title} section={null}>
      <div class="narrow">
        <h1>{title}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
          <Fact label={citizenSay('transit.balance')}>
            {citizenSay('transit.yuan', { amount: yuanText(facts.balanceFen) })}
          </Fact>
          <Fact label={citizenSay('transit.state')}>{citizenSay(`transit.state.${facts.wallet}`)}</Fact>
          {facts.refundDueOn !== null && (
            <Fact label={say('scene.refundDue')}>{dayText(facts.refundDueOn, citizenSay)}</Fact>
          )}
        </dl>
        <Form {...props} />
      </div>
    </Frame>
  );
};

const Form = (props: SceneProps) => {
  const { subject, service, snapshot, formKey } = props;
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const entry = menu.entries.find((each) => each.service === service);
  if (!entry) return back;
  const { verdict, question } = entry;
  if (!verdict.permitted) {
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  }
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/scene/${service}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      <Checks page={page} file={file} documents={verdict.documents} />
      <Asks {...props} verdict={verdict} />
      <p class="hint">{say(`scene.effect.${service}`)}</p>
      <p class="actions">
        <button type="submit">{policyWords(language).service[service]}</button>
        {back}
      </p>
    </form>
  );
};

/** What is asked beside the originals. */
const Asks = (props: SceneProps & { readonly verdict: Permitted }) => {
  switch (props.service) {
    case 'top-up-transit':
      return <TopUp page={props.subject.page} facts={props.facts} />;
    case 'refund-transit':
      return <Refund {...props} />;
    case 'buy-park-ticket':
      return <ParkTicket page={props.subject.page} facts={props.facts} verdict={props.verdict} />;
    case 'open-suburban-rail':
      return null;
  }
};

type FieldsProps = { readonly page: ConsolePage; readonly facts: SceneFacts };

export const TopUp = ({ page, facts: { transit } }: FieldsProps) => {
  const { say } = page;
  const options = payments.map((value) => ({ value, text: say(`scene.payment.${value}`) }));
  return (
    <>
      <Text id="amount" label={say('scene.amount')} />
      <p class="hint">{say('scene.terms', { multipleOf: transit.multipleOf, largest: transit.largestBalance })}</p>
      <p>
        <Select name="payment" label={say('scene.payment')} value="issuing-account" all={null} options={options} />
      </p>
    </>
  );
};

/** R-TRANSIT-11: an account that its holder names. */
const Refund = ({ subject: { page } }: SceneProps) => {
  const { say, citizenSay } = page;
  return (
    <fieldset>
      <legend>{say('scene.account')}</legend>
      <label class="choice">
        <input type="radio" name="to" value="card-account" data-row />
        {citizenSay('transit.account.card-account')}
      </label>
      <label class="choice">
        <input type="radio" name="to" value="other-account" data-row />
        {say('scene.otherAccount')}
      </label>
      <Text id="bankName" label={say('scene.bankName')} />
      <Text id="number" label={say('scene.accountNumber')} />
    </fieldset>
  );
};

export const ParkTicket = ({ page, facts, verdict }: FieldsProps & { readonly verdict: Permitted }) => {
  const { say, citizenSay, language } = page;
  const { park, isFree } = facts;
  return (
    <>
      {park && (
        <p>
          {say('scene.park', {
            ...{ year: park.year, amount: verdict.fee?.amount ?? '' },
            until: dayTextOf(park.validUntil, citizenSay),
          })}
        </p>
      )}
      {park?.material.map((each) => (
        <label key={each.code} class="choice">
          <input type="checkbox" name="material" value={each.code} data-row />
          {each[language]}
        </label>
      ))}
      {isFree && (
        <label class="choice">
          <input type="checkbox" name="told" value="yes" data-row />
          {say('scene.toldFree')}
        </label>
      )}
    </>
  );
};

const Text = ({ id, label }: { id: string; label: string }) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    <input id={id} name={id} type="text" maxLength={40} autocomplete="off" />
  </div>
);
