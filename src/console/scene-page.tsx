// The page of the counter for what else the card carries: topping up, suburban rail, refund, park ticket; as the gate answers.
import { yuanText } from '../base/money.ts';
import type { SceneService } from '../cards/card-asker.ts';
import { payments } from '../policy/question.ts';
import type { ParkYear, TransitTerms } from '../policy/rows.ts';
import type { Permitted } from '../policy/verdict.ts';
import { dayText, dayTextOf } from '../portal/dates.ts';
import type { WalletState } from '../scenes/transit-lifecycle.ts';
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import { Choice, Select, TextField } from './form-fields.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Fact } from './pieces.tsx';
import type { TypedScene } from './typed-scene.ts';

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

type SceneProps = AtCard & { readonly service: SceneService; readonly facts: SceneFacts; readonly typed: TypedScene };

export const ScenePage = (props: SceneProps) => {
  const { service, subject } = props;
  const { page, file } = subject;
  return (
    <CardServicePage {...props} to={`scene/${service}`} facts={<Purse {...props} />}>
      {(verdict) => (
        <>
          <Checks page={page} file={file} documents={verdict.documents} />
          <Asks {...props} verdict={verdict} />
          <p class="hint">{page.say(`scene.effect.${service}`)}</p>
        </>
      )}
    </CardServicePage>
  );
};

const Purse = ({ subject: { page, card }, facts }: SceneProps) => {
  const { say, citizenSay } = page;
  return (
    <>
      <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
      <Fact label={citizenSay('transit.balance')}>
        {citizenSay('transit.yuan', { amount: yuanText(facts.balanceFen) })}
      </Fact>
      <Fact label={citizenSay('transit.state')}>{citizenSay(`transit.state.${facts.wallet}`)}</Fact>
      {facts.refundDueOn !== null && (
        <Fact label={say('scene.refundDue')}>{dayText(facts.refundDueOn, citizenSay)}</Fact>
      )}
    </>
  );
};

/** What is asked beside the originals. */
const Asks = (props: SceneProps & { readonly verdict: Permitted }) => {
  switch (props.service) {
    case 'top-up-transit':
      return <TopUp page={props.subject.page} facts={props.facts} typed={props.typed} />;
    case 'refund-transit':
      return <Refund {...props} />;
    case 'buy-park-ticket':
      return <ParkTicket page={props.subject.page} facts={props.facts} typed={props.typed} verdict={props.verdict} />;
    case 'open-suburban-rail':
      return null;
  }
};

type FieldsProps = { readonly page: ConsolePage; readonly facts: SceneFacts; readonly typed: TypedScene };

export const TopUp = ({ page, facts: { transit }, typed }: FieldsProps) => {
  const { say } = page;
  const options = payments.map((value) => ({ value, text: say(`scene.payment.${value}`) }));
  return (
    <>
      <TextField name="amount" label={say('scene.amount')} value={typed.amount} most={40} />
      <p class="hint">{say('scene.terms', { multipleOf: transit.multipleOf, largest: transit.largestBalance })}</p>
      <p>
        <Select
          name="payment"
          label={say('scene.payment')}
          value={typed.payment ?? 'issuing-account'}
          all={null}
          options={options}
        />
      </p>
    </>
  );
};

/** R-TRANSIT-11: an account that its holder names. */
const Refund = ({ subject: { page }, typed }: SceneProps) => {
  const { say, citizenSay } = page;
  return (
    <fieldset>
      <legend>{say('scene.account')}</legend>
      <Choice type="radio" name="to" value="card-account" checked={typed.to === 'card-account'}>
        {citizenSay('transit.account.card-account')}
      </Choice>
      <Choice type="radio" name="to" value="other-account" checked={typed.to === 'other-account'}>
        {say('scene.otherAccount')}
      </Choice>
      <TextField name="bankName" label={say('scene.bankName')} value={typed.bankName} most={40} />
      <TextField name="number" label={say('scene.accountNumber')} value={typed.number} most={40} />
    </fieldset>
  );
};

export const ParkTicket = ({ page, facts, typed, verdict }: FieldsProps & { readonly verdict: Permitted }) => {
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
        <Choice
          key={each.code}
          type="checkbox"
          name="material"
          value={each.code}
          checked={typed.material.includes(each.code)}
        >
          {each[language]}
        </Choice>
      ))}
      {isFree && (
        <Choice type="checkbox" name="told" value="yes" checked={typed.told === 'yes'}>
          {say('scene.toldFree')}
        </Choice>
      )}
    </>
  );
};
