// 银行回调: what banks were told, whether it arrived, and telling it once more.
import { type Callback, callbackEvents, callbackStates } from '../callbacks/callback.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Select } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';

/** As many as are listed at most; older ones are found by state and event. */
export const mostCallbacks = 200;

type CallbacksProps = {
  readonly page: ConsolePage;
  readonly callbacks: readonly Callback[];
  readonly asked: { readonly state: string; readonly event: string };
  /** What became of sending one again; null: nobody asked. */
  readonly sent: boolean | null;
  readonly snapshot: Snapshot;
};

export const CallbacksPage = (props: CallbacksProps) => {
  const { page, callbacks, asked, sent } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say('callbacks.title')} section="callbacks">
      <h1>{say('callbacks.title')}</h1>
      <p class="lead">{say('callbacks.lead')}</p>
      {sent !== null && <p role="status">{say(sent ? 'callbacks.sent' : 'callbacks.underway')}</p>}
      <Filters {...props} />
      {callbacks.length === 0 ? <p>{say('callbacks.none')}</p> : <Table {...props} />}
      {callbacks.length === mostCallbacks && <p class="hint">{say('callbacks.most', { count: mostCallbacks })}</p>}
      {callbacks.length > 0 && (
        <p class="actions">
          <ExportLink
            page={page}
            href={exportPath('callbacks', { state: asked.state || null, event: asked.event || null })}
          />
        </p>
      )}
    </Frame>
  );
};

/** By GET: it only asks. */
const Filters = ({ page, asked }: CallbacksProps) => {
  const { say } = page;
  return (
    <form method="get" action="/console/callbacks" class="actions filters">
      <Select
        name="state"
        label={say('callbacks.state')}
        {...{ all: say('queue.all'), value: asked.state }}
        options={callbackStates.map((value) => ({ value, text: say(`callbacks.state.${value}`) }))}
      />
      <Select
        name="event"
        label={say('callbacks.event')}
        {...{ all: say('queue.all'), value: asked.event }}
        options={callbackEvents.map((value) => ({ value, text: say(`callbacks.event.${value}`) }))}
      />
      <button type="submit">{say('queue.filter')}</button>
    </form>
  );
};

const columns = ['at', 'bank', 'event', 'state', 'attempts', 'answer'] as const;

const Table = (props: CallbacksProps) => {
  const { page, callbacks } = props;
  const { say, staff } = page;
  const maySend = staff !== null && may(staff, 'resend-callback');
  return (
    <ListTable heads={columns.map((each) => say(`callbacks.${each}`))}>
      {callbacks.map((callback) => (
        <Row key={callback.callbackId} {...props} callback={callback} maySend={maySend} />
      ))}
    </ListTable>
  );
};

type RowProps = CallbacksProps & { readonly callback: Callback; readonly maySend: boolean };

const Row = ({ page, snapshot, callback, maySend }: RowProps) => {
  const { say, citizenSay, language } = page;
  const { callbackId, bank, event, subject, at, state, attempts } = callback;
  return (
    <tr>
      <th scope="row">{timeText(at, citizenSay)}</th>
      <td>{bankInWords(snapshot, bank, language)}</td>
      <td>
        {say(`callbacks.event.${event}`)}
        {subject !== null && <span class="hint">{subject}</span>}
      </td>
      <td>{say(`callbacks.state.${state}`)}</td>
      <td>{attempts}</td>
      <td>
        {answerOf(page, callback)}
        {maySend && state !== 'waiting' && (
          <form method="post" action={`/console/callbacks/${callbackId}/send`}>
            <Csrf page={page} />
            <button class="quiet" type="submit">
              {say('callbacks.again')}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
};

/** What the bank answered last, in words. */
export const answerOf = ({ say }: ConsolePage, { lastStatus, lastProblem }: Callback): string => {
  if (lastStatus !== null) return say('callbacks.answered', { status: lastStatus });
  if (lastProblem === 'NO_ADDRESS' || lastProblem === 'NO_SIGNING_KEY') return say(`callbacks.problem.${lastProblem}`);
  return lastProblem === null ? '' : say('callbacks.problem.silent', { code: lastProblem });
};
