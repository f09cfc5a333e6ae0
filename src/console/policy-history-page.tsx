// The snapshots on record, and what differs between two of them or between two days.
import { isDeepStrictEqual } from 'node:util';
import type { Comparison, Side } from '../policy/added/compare-answers.ts';
import { addedKinds } from '../policy/added/kinds.ts';
import type { SnapshotOnRecord } from '../policy/snapshots-store.ts';
import { timeText } from '../portal/dates.ts';
import { TextField } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Problem } from './pieces.tsx';
import { Differences } from './policy-impact.tsx';
import { RowsTable } from './policy-page.tsx';
import { type ListedRow, listedRows } from './policy-rows.ts';

/** As typed. */
export type Asked = { readonly a: string; readonly onA: string; readonly b: string; readonly onB: string };

type HistoryProps = {
  readonly page: ConsolePage;
  readonly snapshots: readonly SnapshotOnRecord[];
  readonly asked: Asked;
  readonly problem: string | null;
  readonly compared: { readonly a: Side; readonly b: Side; readonly comparison: Comparison } | null;
};

export const PolicyHistoryPage = ({ page, snapshots, asked, problem, compared }: HistoryProps) => {
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('policy.history')} section="policy">
      <h1>{say('policy.history')}</h1>
      <h2>{say('policy.compare')}</h2>
      <Problem problem={problem} />
      <CompareForm page={page} asked={asked} />
      {compared !== null && <Compared page={page} {...compared} />}
      <h2>{say('policy.snapshots')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('policy.number')}</th>
            <th scope="col">{say('policy.recorded')}</th>
          </tr>
        </thead>
        <tbody>
          {snapshots.map(({ number, recordedAt }) => (
            <tr key={number}>
              <th scope="row">{number}</th>
              <td>{timeText(recordedAt, citizenSay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="/console/policy">{say('policy.all-rows')}</a>
      </p>
    </Frame>
  );
};

/** A form that only asks: it changes nothing, so it has no token. */
const CompareForm = ({ page, asked }: Pick<HistoryProps, 'page' | 'asked'>) => {
  const { say } = page;
  const fields = [
    { name: 'a', label: say('policy.ofSnapshot', { side: say('policy.sideA') }) },
    { name: 'onA', label: say('policy.ofDay', { side: say('policy.sideA') }) },
    { name: 'b', label: say('policy.ofSnapshot', { side: say('policy.sideB') }) },
    { name: 'onB', label: say('policy.ofDay', { side: say('policy.sideB') }) },
  ] as const;
  return (
    <form method="get" action="/console/policy/history" class="actions">
      {fields.map(({ name, label }) => (
        <TextField key={name} {...{ name, label, value: asked[name], most: 10 }} />
      ))}
      <button type="submit">{say('policy.compareAct')}</button>
    </form>
  );
};

const rowsOn = (page: ConsolePage, { snapshot, on }: Side): readonly ListedRow[] => {
  const day = on.toString();
  return addedKinds
    .flatMap((kind) => listedRows(kind, page, snapshot))
    .filter(({ from, until }) => from <= day && (until === null || day <= until));
};

const Compared = ({
  page,
  a,
  b,
  comparison,
}: { readonly page: ConsolePage } & NonNullable<HistoryProps['compared']>) => {
  const { say } = page;
  const [rowsA, rowsB] = [rowsOn(page, a), rowsOn(page, b)];
  const without = (rows: readonly ListedRow[], others: readonly ListedRow[]): readonly ListedRow[] =>
    rows.filter((row) => !others.some((other) => isDeepStrictEqual(row, other)));
  return (
    <section>
      <h3>{say('policy.rowsOnly', { side: say('policy.sideA') })}</h3>
      <RowsTable page={page} rows={without(rowsA, rowsB)} />
      <h3>{say('policy.rowsOnly', { side: say('policy.sideB') })}</h3>
      <RowsTable page={page} rows={without(rowsB, rowsA)} />
      <h3>{say('policy.answers', { asked: comparison.asked })}</h3>
      <Differences page={page} comparison={comparison} before={a} after={b} />
    </section>
  );
};
