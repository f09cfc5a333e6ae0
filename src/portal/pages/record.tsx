// 我的记录: everything that was done, in plain words, and every look at the record with who, when and why.
import { Notice } from '../components/notice.tsx';
import { dayText, timeText } from '../dates.ts';
import type { DoubtView, RecordView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { isWord, type PlainWordKey, type Say } from '../words/words.ts';

/** Code → words; a code that has none yet is said in general, never shown raw. */
export const wordFor = (say: Say, family: 'event' | 'look', code: string): string => {
  const key = `${family}.${code}`;
  return isWord(key) && isPlain(key) ? say(key) : say(`${family}.other`);
};
const isPlain = (key: string): key is Extract<PlainWordKey, `event.${string}` | `look.${string}`> =>
  key.startsWith('event.') || key.startsWith('look.');

/** Who did it, where, and for whom. */
export const entryMore = (
  say: Say,
  { actor, place, forAnother, agent }: Pick<RecordView['entries'][number], 'actor' | 'place' | 'forAnother' | 'agent'>,
): string =>
  [
    say(`by.${actor}`),
    place,
    agent === null ? (forAnother ? say('record.forYou') : '') : say('record.byAgent', { name: agent }),
  ]
    .filter(Boolean)
    .join(' · ');

type NotMeProps = {
  readonly page: Page;
  /** Of the page that asks; null: not here. */
  readonly href: string | null;
  /** The line, for whoever hears links one by one. */
  readonly what: string;
  readonly at: Temporal.Instant;
  readonly doubt: DoubtView | null;
};

/** 这不是我, or what became of it. */
const NotMe = ({ page: { say }, href, what, at, doubt }: NotMeProps) => {
  if (doubt === null)
    return href === null ? null : (
      <a class="link" href={href} aria-label={say('record.notMeOf', { what, time: timeText(at, say) })}>
        {say('record.notMe')}
      </a>
    );
  const { state, dueOn, answer } = doubt;
  return (
    <>
      <p>{state === 'open' ? openText(say, dueOn) : say(`record.${state}`)}</p>
      {answer !== null && <p>{say('record.answer', { answer })}</p>}
    </>
  );
};

const openText = (say: Say, dueOn: DoubtView['dueOn']): string =>
  dueOn === null ? say('record.doubtedOpen') : say('record.doubtedUntil', { day: dayText(dueOn, say) });

type RecordProps = { readonly page: Page; readonly record: RecordView };

const Entries = ({ page, record: { entries } }: RecordProps) => {
  const { say } = page;
  return (
    <ol class="plain entries">
      {entries.map(({ id, action, at, doubt, mayDoubt, ...who }) => (
        <li key={id} class="entry">
          <strong>{wordFor(say, 'event', action)}</strong>
          <span class="hint number">{timeText(at, say)}</span>
          <span class="hint">{entryMore(say, who)}</span>
          <NotMe
            {...{ page, at, doubt }}
            what={wordFor(say, 'event', action)}
            href={mayDoubt ? `/me/record/events/${id}/not-me` : null}
          />
        </li>
      ))}
    </ol>
  );
};

const Looks = ({ page, record: { looks, most } }: RecordProps) => {
  const { say } = page;
  return (
    <>
      {looks.length === 0 && <p>{say('record.noLooks')}</p>}
      {most !== null && <p>{say('record.most', { count: most })}</p>}
      <ol class="plain entries">
        {looks.map(({ id, who, at, purpose, note, doubt }) => (
          <li key={id} class="entry">
            <strong>{who === '' ? say('record.staff') : who}</strong>
            <span class="hint number">{timeText(at, say)}</span>
            <span class="hint">{wordFor(say, 'look', purpose)}</span>
            {note !== null && <span class="hint">{say('record.note', { note })}</span>}
            <NotMe
              {...{ page, at, doubt }}
              what={wordFor(say, 'look', purpose)}
              href={`/me/record/looks/${id}/not-me`}
            />
          </li>
        ))}
      </ol>
    </>
  );
};

export const RecordPage = (props: RecordProps) => {
  const { say } = props.page;
  return (
    <Layout page={props.page} title={say('record.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('record.title')}</h1>
        <p class="lead">{say('record.lead')}</p>
        <section class="stack">
          <h2>{say('record.entries')}</h2>
          {props.record.entries.length === 0 && <p>{say('record.noEntries')}</p>}
          <Entries {...props} />
        </section>
        <section class="stack">
          <h2>{say('record.looks')}</h2>
          <Looks {...props} />
        </section>
        <Notice page={props.page} kind="warning">
          <p>{say('record.unknown')}</p>
        </Notice>
        <div class="actions">
          <a class="button second" href="/me/record/data">
            {say('data.title')}
          </a>
        </div>
      </div>
    </Layout>
  );
};

export const DataPage = ({ page }: { page: Page }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('data.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('data.title')}</h1>
        <p class="lead">{say('data.lead')}</p>
        <Notice page={page} kind="warning">
          <p>{say('data.careful')}</p>
        </Notice>
        <form method="post" action="/me/record/data">
          <input type="hidden" name="_csrf" value={page.csrf ?? ''} />
          <div class="actions">
            <button class="button" type="submit">
              {say('data.act')}
            </button>
            <a class="link" href="/me/record">
              {say('act.back')}
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
};
