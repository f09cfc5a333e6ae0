// The page on which staff cancel a card, the account with it at its own bank or afterwards.
import { type CancelService, cancelReasons } from '../cards/cancel-card.ts';
import type { OwnCard } from '../cards/list-cards.ts';
import { admit } from '../policy/admit.ts';
import type { Document, Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';
import { cardFacts } from '../portal/desk/own-file.ts';
import type { AtCard, CardSubject } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import type { MenuEntry, PersonFile } from './desk.ts';
import { Choice, Select } from './form-fields.tsx';
import { Checks, Documents } from './pieces.tsx';

type CancelProps = AtCard & { readonly service: CancelService };

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

export const CancelPage = (props: CancelProps) => {
  const { service, subject, snapshot } = props;
  const { page, card, menu } = subject;
  return (
    <CardServicePage {...props} to={service} answer={cancelAnswer(menu, { card, service, snapshot })}>
      {({ documents }) => (
        <>
          {service === 'cancel' ? (
            <Cancelling {...subject} documents={documents} />
          ) : (
            <Originals {...subject} documents={documents} />
          )}
          <p class="hint">{page.say(`cancel.effect.${service}`)}</p>
        </>
      )}
    </CardServicePage>
  );
};

type WithDocuments = CardSubject & { readonly documents: readonly Document[] };

const Cancelling = (props: WithDocuments) => {
  const { page, card } = props;
  const { say } = page;
  const isWhole = page.staff?.bank === card.bank && card.financial !== null;
  return (
    <>
      <div class="field">
        <Select
          {...{ name: 'reason', label: say('cancel.reason'), value: '', all: say('counter.choose') }}
          options={cancelReasons.map((value) => ({ value, text: say(`cancel.reason.${value}`) }))}
        />
      </div>
      <Originals {...props} documents={[...new Set([...props.documents, 'settlement-proof' as const])]} />
      <p class="hint">{say('cancel.settled')}</p>
      {isWhole && (
        <Choice type="checkbox" name="account" value="yes">
          {say('cancel.account')}
        </Choice>
      )}
    </>
  );
};

/** An agent whose word was recorded is named; after a death there may be none (G-03). */
const Originals = ({ page, file, menu, documents }: WithDocuments) => {
  const words = menu.words.filter(({ services }) => services.includes('cancel'));
  return words.length > 0 ? (
    <Checks page={page} file={{ ...file, menu: { ...menu, words } }} documents={documents} />
  ) : (
    <Documents page={page} documents={documents} held={file.held} />
  );
};
