// The page on which staff cancel a card, the account with it at its own bank or afterwards, and the links to it.
import { type CancelService, cancelReasons, cancelServices } from '../cards/cancel-card.ts';
import type { OwnCard } from '../cards/list-cards.ts';
import { admit } from '../policy/admit.ts';
import { policyWords } from '../policy/explain.ts';
import type { Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { cardFacts } from '../portal/desk/own-file.ts';
import { CardServicePage } from './card-service-page.tsx';
import type { MenuEntry, PersonFile } from './desk.ts';
import type { EnableSubject } from './enable-routes.tsx';
import { Csrf } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Closing, Documents, Fact, Select } from './pieces.tsx';

export type CancelProps = {
  readonly subject: EnableSubject;
  readonly service: CancelService;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
};

type Menu = NonNullable<PersonFile['menu']>;

/** The gate's answer about this very card: an account is cancelled when its card has ended (R-CANCEL-07). */
export const cancelAnswer = (
  menu: Menu,
  { card, service, snapshot }: { readonly card: OwnCard; readonly service: CancelService; readonly snapshot: Snapshot },
): { readonly question: Question; readonly verdict: Verdict } | undefined => {
  const entry: MenuEntry | undefined = menu.entries.find((each) => each.service === service);
  if (!entry) return undefined;
  const question = { ...entry.question, card: cardFacts(card) };
  return { question, verdict: admit(snapshot, question) };
};

type LinksProps = {
  readonly page: ConsolePage;
  readonly menu: Menu;
  readonly card: OwnCard;
  readonly snapshot: Snapshot;
  readonly path: string;
};

export const CancelLinks = ({ page, menu, card, snapshot, path }: LinksProps) => {
  const open = cancelServices.filter((service) => {
    const isOver = service === 'cancel-finance' && (card.financial === null || card.financial === 'cancelled');
    return !isOver && cancelAnswer(menu, { card, service, snapshot })?.verdict.permitted;
  });
  if (open.length === 0) return null;
  return (
    <Fact label={page.say('home.sections')}>
      {open.map((service) => (
        <a key={service} href={`${path}/${service}?for=${menu.standing}`} data-row>
          {policyWords(page.language).service[service]}{' '}
        </a>
      ))}
    </Fact>
  );
};

export const CancelPage = (props: CancelProps) => (
  <CardServicePage subject={props.subject} service={props.service} problem={props.problem}>
    <Form {...props} />
  </CardServicePage>
);

const Form = ({ subject, service, snapshot, formKey }: CancelProps) => {
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const answer = cancelAnswer(menu, { card, service, snapshot });
  if (!answer) return back;
  const { verdict, question } = answer;
  if (!verdict.permitted)
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  const documents =
    service === 'cancel' ? [...new Set([...verdict.documents, 'settlement-proof' as const])] : verdict.documents;
  const words = menu.words.filter(({ services }) => services.includes('cancel'));
  const isWhole = service === 'cancel' && page.staff?.bank === card.bank && card.financial !== null;
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/${service}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      {service === 'cancel' && (
        <div class="field">
          <Select
            {...{ name: 'reason', label: say('cancel.reason'), value: '', all: say('counter.choose') }}
            options={cancelReasons.map((value) => ({ value, text: say(`cancel.reason.${value}`) }))}
          />
        </div>
      )}
      {/* An agent whose word was recorded is named; after a death there may be none (G-03). */}
      {words.length > 0 ? (
        <Checks page={page} file={{ ...file, menu: { ...menu, words } }} documents={documents} />
      ) : (
        <Documents page={page} documents={documents} held={file.held} />
      )}
      {service === 'cancel' && <p class="hint">{say('cancel.settled')}</p>}
      {isWhole && (
        <label class="choice">
          <input type="checkbox" name="account" value="yes" data-row />
          {say('cancel.account')}
        </label>
      )}
      <p class="hint">{say(`cancel.effect.${service}`)}</p>
      <p class="actions">
        <button type="submit">{policyWords(language).service[service]}</button>
        {back}
      </p>
    </form>
  );
};
