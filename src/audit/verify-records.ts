// Checks every row by itself and every chain by its head: MACs of events, refusals and looks.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries } from '../database/connection.ts';
import type { RecordedEvent } from './event.ts';
import type { Fault, FaultKind } from './fault.ts';
import { refusalText } from './refusal.ts';
import { openNote, traceText } from './trace.ts';
import { type ChainFault, type ChainHead, verifyChain } from './verify-chain.ts';
import { type ChainRow, type Extent, type LookRow, listChains, listLookRows, listRefusalRows } from './verify-store.ts';

/** Rows that were looked at. */
export type Checked = { people: number; events: number; refusals: number; looks: number };

export type Inspection = {
  readonly sql: Queries;
  readonly keys: Keys;
  readonly extent: Extent;
  readonly checked: Checked;
  readonly tell: (fault: Fault) => void;
  /** Told after every page of rows. */
  readonly progress: () => void;
};

/** In one snapshot: a change between two reads must not look like tampering. */
export const verifyRecords = async (inspection: Inspection): Promise<void> => {
  await verifyChains(inspection);
  await verifyRefusals(inspection);
  await verifyLooks(inspection);
};

const kindOfChainFault: Readonly<Record<ChainFault['fault'], FaultKind>> = {
  changed: 'event-changed',
  missing: 'event-missing',
  unlinked: 'event-unlinked',
  'beyond-head': 'event-beyond-head',
  'head-differs': 'head-differs',
};

type Chain = { readonly personId: PersonId; readonly head: ChainHead | null; readonly events: RecordedEvent[] };

const verifyChains = async ({ sql, keys, extent, checked, tell, progress }: Inspection): Promise<void> => {
  let open: Chain | undefined;
  const close = (): void => {
    if (!open) return;
    checked.people += 1;
    for (const fault of faultsOf(keys, open)) tell(fault);
  };
  for await (const rows of listChains(sql, extent)) {
    for (const row of rows) {
      if (open?.personId !== row.personId) {
        close();
        open = { personId: row.personId, head: headOf(row), events: [] };
      }
      if (row.event) open.events.push(row.event);
    }
    checked.events += rows.filter(({ event }) => event !== null).length;
    progress();
  }
  close();
};

const headOf = ({ eventCount, eventMac }: ChainRow): ChainHead | null =>
  eventCount === null || eventMac === null ? null : { eventCount, eventMac };

const faultsOf = (keys: Keys, { personId, head, events }: Chain): readonly Fault[] => {
  if (head === null) return [{ fault: 'person-missing', where: `${personId}` }];
  return verifyChain(keys, head, events).map(({ fault, seq }) => ({
    fault: kindOfChainFault[fault],
    where: `${personId} ${seq}`,
  }));
};

const verifyRefusals = async ({ sql, keys, extent, checked, tell, progress }: Inspection): Promise<void> => {
  for await (const rows of listRefusalRows(sql, extent)) {
    for (const row of rows)
      if (!keys.hasMac(refusalText(row), row.mac))
        tell({ fault: 'refusal-changed', where: `${row.personId} ${row.refusalId}` });
    checked.refusals += rows.length;
    progress();
  }
};

const verifyLooks = async ({ sql, keys, extent, checked, tell, progress }: Inspection): Promise<void> => {
  for await (const rows of listLookRows(sql, extent)) {
    for (const row of rows)
      if (!isGenuine(keys, row)) tell({ fault: 'look-changed', where: `${row.personId} ${row.traceId}` });
    checked.looks += rows.length;
    progress();
  }
};

const isGenuine = (keys: Keys, { sealedNote, ...row }: LookRow): boolean => {
  const note = sealedNote === null ? { opened: null } : noteIn(keys, row.personId, sealedNote);
  return note !== undefined && keys.hasMac(traceText({ ...row, note: note.opened }), row.mac);
};

/** undefined: other bytes than were sealed. */
const noteIn = (keys: Keys, personId: PersonId, sealed: Buffer): { readonly opened: string } | undefined => {
  try {
    return { opened: openNote(keys, personId, sealed) };
  } catch {
    return undefined;
  }
};
