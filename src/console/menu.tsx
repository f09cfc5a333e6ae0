// What may be done here and now for a person, straight from the gate: what to check and by when, or why not and what instead.
import { policyWords, reasonInWords } from '../policy/explain.ts';
import type { Document } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import { dayTextOf } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { may } from '../staff/permissions.ts';
import { type MenuEntry, type PersonFile, standing } from './desk.ts';
import type { ConsolePage } from './page.ts';

type MenuProps = {
  readonly page: ConsolePage;
  readonly personId: string;
  readonly menu: NonNullable<PersonFile['menu']>;
  readonly snapshot: Snapshot;
  /** Who stands here was settled when the documents were checked. */
  readonly isSettled?: boolean;
  /** Originals that were checked then: only what else is asked for is said. */
  readonly held?: readonly Document[];
};

export const Menu = ({ page, personId, menu, snapshot, isSettled = false, held = [] }: MenuProps) => {
  const { say } = page;
  const open = menu.entries.flatMap(({ verdict, ...entry }) => (verdict.permitted ? [{ ...entry, verdict }] : []));
  const closed = menu.entries.filter(({ verdict }) => !verdict.permitted);
  return (
    <section class="menu">
      <h2>{say('menu.title')}</h2>
      {!isSettled && <Standing page={page} action={`/console/people/${personId}`} menu={menu} />}
      {open.length === 0 && <p>{say('menu.nothing')}</p>}
      <ul class="plain">
        {open.map(({ service, verdict }) => (
          <li key={service}>
            <strong>{policyWords(page.language).service[service]}</strong>
            {linesOf(page, lacking(verdict, held)).map((line) => (
              <span key={line} class="hint">
                {line}
              </span>
            ))}
            {(service === 'change-password' || service === 'reset-password') &&
              page.staff !== null &&
              may(page.staff, 'change-password') && (
                <a href={`/console/people/${personId}/password?service=${service}&for=${menu.standing}`}>
                  {say('password.open')}
                </a>
              )}
            {service === 'change-contact' && page.staff !== null && may(page.staff, 'change-contact') && (
              <a href={`/console/people/${personId}/contact?for=${menu.standing}`}>{say('contact.open')}</a>
            )}
            {service === 'apply' && page.staff !== null && may(page.staff, 'apply-at-counter') && (
              <a href={`/console/counter/${personId}?for=${menu.standing}`}>{say('counter.open')}</a>
            )}
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('menu.closed', { count: closed.length })}</summary>
        <ul class="plain">
          {closed.map((entry) => (
            <Closed key={entry.service} page={page} entry={entry} snapshot={snapshot} />
          ))}
        </ul>
      </details>
    </section>
  );
};

/** A form that only asks again: it changes nothing, so it has no token. */
export const Standing = ({ page, action, menu }: Pick<MenuProps, 'page' | 'menu'> & { readonly action: string }) => (
  <form method="get" action={action} class="actions">
    <label for="for">{page.say('menu.standing')}</label>
    <select id="for" name="for">
      {standing.map((each) => (
        <option key={each} value={each} selected={each === menu.standing}>
          {page.say(`by.${each}`)}
        </option>
      ))}
    </select>
    <button class="quiet" type="submit">
      {page.say('menu.ask')}
    </button>
  </form>
);

const lacking = (verdict: Permitted, held: readonly Document[]): Permitted => ({
  ...verdict,
  documents: verdict.documents.filter((document) => !held.includes(document)),
});

const linesOf = ({ say, citizenSay, language }: ConsolePage, { documents, dueOn }: Permitted): readonly string[] => {
  const words = policyWords(language);
  return [
    ...(documents.length > 0
      ? [say('menu.check', { documents: documents.map((each) => words.document[each]).join(words.listComma) })]
      : []),
    ...(dueOn === null ? [] : [say('menu.due', { day: dayTextOf(dueOn, citizenSay) })]),
  ];
};

const Closed = ({ page, entry, snapshot }: { page: ConsolePage; entry: MenuEntry; snapshot: Snapshot }) => {
  const { service, question, verdict } = entry;
  if (verdict.permitted) return null;
  const telling = { snapshot, question, language: page.language };
  const { instead } = explainVerdict(verdict, telling);
  return (
    <li class="closed">
      <strong>{policyWords(page.language).service[service]}</strong>
      <span>{reasonInWords(verdict, telling)}</span>
      {instead.slice(0, 2).map((each) => (
        <span key={each}>{page.say('menu.instead', { each })}</span>
      ))}
    </li>
  );
};
