// 疑问: what people say was not them, by how long it waits; and one of it, with what is known and the answer.
import { randomUUID } from 'node:crypto';
import { type DoubtContent, leastAnswer, mostWords } from '../doubts/doubt.ts';
import { outcomes } from '../doubts/doubt-lifecycle.ts';
import type { DoubtFileRow, ListedDoubt } from '../doubts/doubts-store.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { wordFor } from '../portal/pages/record.tsx';
import { may } from '../staff/permissions.ts';
import { byText } from './audit-page.tsx';
import { isOverdue, owedText } from './due-text.ts';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, ListTable, Problem } from './pieces.tsx';

type ListProps = {
  readonly page: ConsolePage;
  readonly open: readonly ListedDoubt[];
  readonly answered: readonly ListedDoubt[];
  /** Rows of either list, at most. */
  readonly most: number;
  readonly today: Temporal.PlainDate;
};

export const DoubtsPage = ({ page, open, answered, most, today }: ListProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('doubts.title')} section="doubts">
      <h1>{say('doubts.title')}</h1>
      <p class="lead">{say('doubts.lead')}</p>
      <h2>{say('doubts.open')}</h2>
      {open.length === 0 ? <p>{say('doubts.none')}</p> : <Doubts {...{ page, doubts: open, today }} />}
      <h2>{say('doubts.answered')}</h2>
      {answered.length === 0 ? <p>{say('doubts.noneAnswered')}</p> : <Doubts {...{ page, doubts: answered, today }} />}
      {(open.length === most || answered.length === most) && <p class="hint">{say('doubts.most', { count: most })}</p>}
    </Frame>
  );
};

const columns = ['what', 'raised', 'state', 'due'] as const;

type DoubtsProps = {
  readonly page: ConsolePage;
  readonly doubts: readonly ListedDoubt[];
  readonly today: Temporal.PlainDate;
};

/** Nothing of the person stands here: whoever opens one leaves a look that its person sees. */
const Doubts = ({ page, doubts, today }: DoubtsProps) => {
  const { say, citizenSay } = page;
  return (
    <ListTable heads={columns.map((column) => say(`doubts.${column}`))}>
      {doubts.map((doubt) => (
        <tr key={doubt.doubtId}>
          <th scope="row">
            <a href={`/console/doubts/${doubt.doubtId}`} data-row>
              {whatText(page, doubt)}
            </a>
          </th>
          <td>{timeText(doubt.raisedAt, citizenSay)}</td>
          <td>{say(`doubts.state.${doubt.state}`)}</td>
          <td class={isOverdue(doubt, today) ? 'late' : undefined}>{owedText(page, today, doubt)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

const whatText = (
  { say, citizenSay }: ConsolePage,
  { what, eventSeq }: Pick<ListedDoubt, 'what' | 'eventSeq'>,
): string =>
  eventSeq === null
    ? say('doubts.look', { what: wordFor(citizenSay, 'look', what) })
    : say('doubts.event', { what: wordFor(citizenSay, 'event', what) });

/** What is doubted, with the words of both sides in clear. */
export type DoubtFile = {
  readonly doubt: DoubtFileRow;
  readonly content: DoubtContent;
  /** The reason that whoever looked had written down. */
  readonly note: string | null;
};

type DoubtProps = {
  readonly page: ConsolePage;
  readonly file: DoubtFile;
  readonly problem: string | null;
  /** What was typed and not taken. */
  readonly typed: string;
  readonly today: Temporal.PlainDate;
  readonly snapshot: Snapshot;
};

export const DoubtPage = (props: DoubtProps) => {
  const { page, file, problem, today, snapshot } = props;
  const { say, citizenSay, language } = page;
  const { doubt, content, note } = file;
  const place = doubt.outletName ?? (doubt.bank === null ? '' : bankInWords(snapshot, doubt.bank, language));
  return (
    <Frame page={page} title={say('doubts.one')} section="doubts">
      <div class="narrow">
        <h1>{say('doubts.one')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          <Fact label={say('doubts.what')}>{whatText(page, doubt)}</Fact>
          <Fact label={say('doubts.at')}>{timeText(doubt.at, citizenSay)}</Fact>
          <Fact label={say('doubts.by')}>
            {[byText(page, { actor: doubt.actor, actorId: doubt.doneBy }), place].filter(Boolean).join(' · ')}
          </Fact>
          {note !== null && <Fact label={say('doubts.note')}>{note}</Fact>}
          <Fact label={say('doubts.words')}>{content.words ?? say('doubts.noWords')}</Fact>
          <Fact label={say('doubts.raised')}>{timeText(doubt.raisedAt, citizenSay)}</Fact>
          <Fact label={say('doubts.state')}>{say(`doubts.state.${doubt.state}`)}</Fact>
          {doubt.state === 'open' && doubt.dueOn !== null && (
            <Fact label={say('doubts.due')}>{owedText(page, today, doubt)}</Fact>
          )}
          {content.answer !== null && <Fact label={say('doubts.answer')}>{content.answer}</Fact>}
        </dl>
        <p class="hint">{say('doubts.seen')}</p>
        <p>
          <a href={`/console/people/${doubt.personId}`}>{say('doubts.person')}</a>
        </p>
        {doubt.state === 'open' && page.staff !== null && may(page.staff, 'answer-doubt') && <AnswerForm {...props} />}
        <p>
          <a href="/console/doubts">{say('doubts.back')}</a>
        </p>
      </div>
    </Frame>
  );
};

const AnswerForm = ({ page, file, typed }: DoubtProps) => {
  const { say } = page;
  return (
    <form method="post" action={`/console/doubts/${file.doubt.doubtId}/answer`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={randomUUID()} />
      <h2>{say('doubts.answerTitle')}</h2>
      <fieldset>
        <legend>{say('doubts.outcome')}</legend>
        {outcomes.map((outcome) => (
          <label key={outcome} class="choice">
            <input type="radio" name="outcome" value={outcome} required /> {say(`doubts.state.${outcome}`)}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label class="label" for="answer">
          {say('doubts.answerLabel', { least: leastAnswer, most: mostWords })}
        </label>
        <textarea id="answer" name="answer" rows={4} maxLength={mostWords} required>
          {typed}
        </textarea>
      </div>
      <p class="actions">
        <button type="submit">{say('doubts.act')}</button>
      </p>
    </form>
  );
};

export const NoDoubtPage = ({ page }: { page: ConsolePage }) => (
  <Frame page={page} title={page.say('doubts.one')} section="doubts">
    <h1>{page.say('doubts.one')}</h1>
    <p class="lead">{page.say('doubts.DOUBT_UNKNOWN')}</p>
    <p>
      <a href="/console/doubts">{page.say('doubts.back')}</a>
    </p>
  </Frame>
);
