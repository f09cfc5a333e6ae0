// 我的记录: everything that was done, in plain words, and every look at the record with who, when and why.
import { Notice } from '../components/notice.tsx';
import { timeText } from '../dates.ts';
import type { RecordView } from '../desk/desk.ts';
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

type RecordProps = { readonly page: Page; readonly record: RecordView };

const Entries = ({ page: { say }, record: { entries } }: RecordProps) => (
  <ol class="plain entries">
    {entries.map(({ action, at, place, actor, forAnother }, index) => (
      <li key={`${index} ${action}`} class="entry">
        <strong>{wordFor(say, 'event', action)}</strong>
        <span class="hint number">{timeText(at, say)}</span>
        <span class="hint">
          {[say(`by.${actor}`), place, forAnother ? say('record.forYou') : ''].filter(Boolean).join(' · ')}
        </span>
      </li>
    ))}
  </ol>
);

const Looks = ({ page: { say }, record: { looks, most } }: RecordProps) => (
  <>
    {looks.length === 0 && <p>{say('record.noLooks')}</p>}
    {most !== null && <p>{say('record.most', { count: most })}</p>}
    <ol class="plain entries">
      {looks.map(({ who, at, purpose, note }, index) => (
        <li key={`${index} ${purpose}`} class="entry">
          <strong>{who === '' ? say('record.staff') : who}</strong>
          <span class="hint number">{timeText(at, say)}</span>
          <span class="hint">{wordFor(say, 'look', purpose)}</span>
          {note !== null && <span class="hint">{say('record.note', { note })}</span>}
        </li>
      ))}
    </ol>
  </>
);

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
