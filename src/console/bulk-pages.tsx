// The pages of acting on several applications: what would become of each, and what became of it.
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText } from '../portal/dates.ts';
import type { ChosenApplication } from '../staff/queue-store.ts';
import { type BulkAction, mostAtOnce, reasonsOf } from './bulk-actions.ts';
import { Choices } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable, Problem, type Said } from './pieces.tsx';

export type Previewed = {
  readonly chosen: ChosenApplication;
  readonly refusal: 'WRONG_STATE' | 'NOT_LATE' | undefined;
};
export type Done = { readonly chosen: ChosenApplication; readonly refusal: string | undefined };

type BulkProps = Said & {
  readonly action: BulkAction;
  readonly rows: readonly Previewed[];
  readonly reasons: readonly string[];
  readonly key: string;
  readonly back: string;
  readonly snapshot: Snapshot;
};

export const BulkPage = (props: BulkProps) => {
  const { page, action, rows, problem, back, snapshot } = props;
  const { say } = page;
  const willDo = rows.filter(({ refusal }) => refusal === undefined).length;
  return (
    <Frame page={page} title={say(`bulk.${action}.title`)} section="home">
      <h1>{say(`bulk.${action}.title`)}</h1>
      <Problem problem={problem} />
      <p class="lead">{say(`bulk.${action}.lead`, { count: willDo, left: rows.length - willDo })}</p>
      <Rows
        {...{ page, snapshot }}
        heading={say('bulk.will')}
        rows={rows.map(({ chosen, refusal }) => ({
          ...{ chosen, isLeft: refusal !== undefined },
          text: refusal === undefined ? say(`bulk.${action}.will`) : say(`bulk.refused.${refusal}`),
        }))}
      />
      {willDo > 0 ? <Confirm {...props} /> : <Back page={page} back={back} />}
    </Frame>
  );
};

/** Only what would be done is sent on. */
const Confirm = ({ page, action, rows, reasons, key: formKey, back }: BulkProps & { readonly key: string }) => {
  const { say, language } = page;
  const listed = reasonsOf(action, language);
  return (
    <form method="post" action={`/console/bulk/${action}/confirmed`}>
      <Csrf page={page} />
      {/* Sent twice, or again after an interruption, each is done once. */}
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="back" value={back} />
      {rows
        .filter(({ refusal }) => refusal === undefined)
        .map(({ chosen: { number } }) => (
          <input key={number} type="hidden" name="numbers" value={number} />
        ))}
      {listed.length > 0 && (
        <Choices
          {...{ type: 'checkbox', name: 'reasons', legend: say('bulk.which') }}
          options={listed.map(({ code, text }) => ({ value: code, text, checked: reasons.includes(code) }))}
        />
      )}
      <p class="actions">
        <button type="submit">{say(`bulk.${action}.act`)}</button>
        <a href={back}>{say('bulk.back')}</a>
      </p>
    </form>
  );
};

type RowsProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly heading: string;
  readonly rows: readonly { readonly chosen: ChosenApplication; readonly text: string; readonly isLeft: boolean }[];
};

const Rows = ({ page, snapshot, heading, rows }: RowsProps) => {
  const { say, citizenSay, language } = page;
  return (
    <ListTable
      heads={[...(['number', 'bank', 'state', 'due'] as const).map((column) => say(`home.${column}`)), heading]}
    >
      {rows.map(({ chosen: { number, bank, state, dueOn }, text, isLeft }) => (
        <tr key={number}>
          <th scope="row">{number}</th>
          <td>{bankInWords(snapshot, bank, language)}</td>
          <td>{citizenSay(`application.${state}`)}</td>
          <td>{dueOn === null ? say('queue.undated') : dayText(dueOn, citizenSay)}</td>
          <td class={isLeft ? 'late' : undefined}>{text}</td>
        </tr>
      ))}
    </ListTable>
  );
};

type DoneProps = Pick<BulkProps, 'page' | 'action' | 'back' | 'snapshot'> & { readonly done: readonly Done[] };

/** States stand as they were before: what became of each is the last column. */
export const BulkDonePage = ({ page, action, done, back, snapshot }: DoneProps) => {
  const { say } = page;
  const count = done.filter(({ refusal }) => refusal === undefined).length;
  return (
    <Frame page={page} title={say(`bulk.${action}.title`)} section="home">
      <h1>{say(`bulk.${action}.title`)}</h1>
      <p class="lead" role="status">
        {say(`bulk.${action}.done`, { count, left: done.length - count })}
      </p>
      <Rows
        {...{ page, snapshot }}
        heading={say('bulk.became')}
        rows={done.map(({ chosen, refusal }) => ({
          ...{ chosen, isLeft: refusal !== undefined },
          text: refusal === undefined ? say(`bulk.${action}.became`) : refusalText(page, refusal),
        }))}
      />
      <Back page={page} back={back} />
    </Frame>
  );
};

const refusals = ['WRONG_STATE', 'NOT_LATE', 'APPLICATION_UNKNOWN', 'BUSY', 'KEY_REUSED'] as const;

/** Throws for a code without a sentence, which is a bug. */
const refusalText = ({ say }: ConsolePage, code: string): string => {
  const known = refusals.find((each) => each === code);
  if (known === undefined) throw new Error(`no words for ${code}`);
  return say(`bulk.refused.${known}`);
};

type NothingProps = { readonly page: ConsolePage; readonly isTooMany: boolean; readonly back: string };

export const NothingChosenPage = ({ page, isTooMany, back }: NothingProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('bulk.nothing')} section="home">
      <h1>{say('bulk.nothing')}</h1>
      <p class="lead">{isTooMany ? say('bulk.tooMany', { most: mostAtOnce }) : say('bulk.none')}</p>
      <Back page={page} back={back} />
    </Frame>
  );
};

const Back = ({ page, back }: { readonly page: ConsolePage; readonly back: string }) => (
  <p>
    <a class="button" href={back}>
      {page.say('bulk.back')}
    </a>
  </p>
);
