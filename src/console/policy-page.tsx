// The rows of the policy by kind: what was added and waits, and what there is, from when until when and on what it rests.
import { type RecordedRow, stateOf } from '../policy/added/added-row.ts';
import { type AddedKind, addedKinds } from '../policy/added/kinds.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, dayTextOf } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { contentInWords, type ListedRow, listedRows } from './policy-rows.ts';

type PolicyProps = {
  readonly page: ConsolePage;
  readonly kind: AddedKind;
  readonly snapshot: Snapshot;
  readonly added: readonly RecordedRow[];
};

export const PolicyPage = ({ page, kind, snapshot, added }: PolicyProps) => {
  const { say, staff } = page;
  return (
    <Frame page={page} title={say('policy.title')} section="policy">
      <h1>{say('policy.title')}</h1>
      <p class="lead">{say('policy.lead')}</p>
      <p>
        {say('policy.snapshot', { number: snapshot.number })} ·{' '}
        <a href="/console/policy/history">{say('policy.history')}</a>
      </p>
      <KindsNav page={page} kind={kind} />
      <h2>{say('policy.waiting')}</h2>
      {staff !== null && may(staff, 'propose-policy') && (
        <p>
          <a class="button" href={`/console/policy/new?kind=${kind}`}>
            {say('policy.add', { kind: say(`policy.kind.${kind}`) })}
          </a>
        </p>
      )}
      <AddedTable page={page} snapshot={snapshot} added={added} />
      <h2>{say('policy.rows')}</h2>
      <RowsTable page={page} rows={listedRows(kind, page, snapshot)} />
      <p class="actions">
        <ExportLink page={page} href={exportPath('policy', { kind })} />
      </p>
    </Frame>
  );
};

const KindsNav = ({ page, kind }: Pick<PolicyProps, 'page' | 'kind'>) => (
  <nav aria-label={page.say('policy.kinds')}>
    {addedKinds.map((each) => (
      <a key={each} href={`/console/policy?kind=${each}`} aria-current={each === kind ? 'page' : undefined}>
        {page.say(`policy.kind.${each}`)}
      </a>
    ))}
  </nav>
);

const AddedTable = ({ page, snapshot, added }: Omit<PolicyProps, 'kind'>) => {
  const { say, citizenSay } = page;
  if (added.length === 0) return <p>{say('policy.none')}</p>;
  return (
    <ListTable heads={(['id', 'what', 'effective', 'by', 'state'] as const).map((column) => say(`policy.${column}`))}>
      {added.map((row) => (
        <tr key={row.number}>
          <th scope="row">
            <a href={`/console/policy/rows/${row.number}`} data-row>
              {say('policy.open', { number: row.number })}
            </a>
          </th>
          <td>{contentInWords(row.content, page, snapshot)}</td>
          <td>{dayText(row.effectiveOn, citizenSay)}</td>
          <td>{row.proposedBy}</td>
          <td>{say(`policy.state.${stateOf(row)}`)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

/** The rows of a snapshot; a comparison lists them too. */
export const RowsTable = ({ page, rows }: { readonly page: ConsolePage; readonly rows: readonly ListedRow[] }) => {
  const { say, citizenSay } = page;
  if (rows.length === 0) return <p>{say('policy.none')}</p>;
  return (
    <ListTable heads={(['id', 'what', 'from', 'until', 'rule'] as const).map((column) => say(`policy.${column}`))}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">{row.id}</th>
          <td>{row.what}</td>
          <td>
            {dayTextOf(row.from, citizenSay)}
            {row.assumed && say('policy.assumed')}
          </td>
          <td>{row.until === null ? say('policy.open-ended') : dayTextOf(row.until, citizenSay)}</td>
          <td>{[row.source, ...row.rules].filter(Boolean).join(' · ')}</td>
        </tr>
      ))}
    </ListTable>
  );
};
