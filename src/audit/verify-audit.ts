// `npm run audit:verify`: finds what was changed, inserted or removed in the audit, and says where its knowledge ends.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fault } from './fault.ts';
import type { RecordedSeal } from './seal.ts';
import { findLastCopied } from './seal-copy.ts';
import { countLeaves, findLastSeal, findLastSealBefore } from './seals-store.ts';
import { verifyCopyOf } from './verify-person-copy.ts';
import { type Checked, verifyRecords } from './verify-records.ts';
import { type SealInspection, verifyCopy, verifySeals } from './verify-seals.ts';
import type { Extent } from './verify-store.ts';

/** How much is checked: everything; what was sealed or written since an instant of system time; one person. */
export type Wanted =
  | { readonly of: 'all' }
  | { readonly of: 'since'; readonly at: Temporal.Instant }
  | { readonly of: 'person'; readonly personId: PersonId };

export type Verification = {
  readonly sql: Sql;
  readonly keys: Keys;
  /** Of the copy outside. */
  readonly folder: string;
  readonly wanted: Wanted;
  readonly tell: (fault: Fault) => void;
  readonly progress: (soFar: Progress) => void;
};

export type Progress = Checked & { readonly seals: number };

/** What was checked, and what nobody can vouch for. */
export type Verified = Progress & {
  readonly faults: number;
  /** Up to here removed rows would be missed; undefined: nothing was ever sealed. */
  readonly last: RecordedSeal | undefined;
  /** Number of the last seal of the copy outside; 0: there is none. */
  readonly copied: number;
  /** Rows that no seal covers yet, counted up to `mostCounted`. */
  readonly unsealed: number;
};

export const mostCounted = 1_000_000;
const forever = Number.MAX_SAFE_INTEGER;

/** Reads everything in one snapshot, a page at a time. Changes nothing. */
export const verifyAudit = ({ sql, ...verification }: Verification): Promise<Verified> =>
  sql.begin('isolation level repeatable read read only', async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    return verifyIn(transaction, verification);
  });

const verifyIn = async (
  sql: Queries,
  { keys, folder, wanted, tell, progress }: Omit<Verification, 'sql'>,
): Promise<Verified> => {
  const checked: Checked = { people: 0, events: 0, refusals: 0, looks: 0 };
  let seals = 0;
  let faults = 0;
  const counted = (fault: Fault): void => {
    faults += 1;
    tell(fault);
  };
  const told = { tell: counted, progress: () => progress({ ...checked, seals }) };
  const last = await findLastSeal(sql);
  const after = wanted.of === 'since' ? await findLastSealBefore(sql, wanted.at) : undefined;
  await verifyRecords({ sql, keys, checked, extent: extentOf(wanted, after), ...told });
  if (wanted.of === 'person') await verifyCopyOf({ sql, folder, personId: wanted.personId, ...told });
  else {
    const inspection: SealInspection = { sql, keys, folder, after, last, ...told };
    seals = await verifySeals({ ...inspection, progress: (done) => progress({ ...checked, seals: done }) });
    await verifyCopy(inspection);
  }
  const unsealed = await countLeaves(sql, { first: last?.end ?? 0, end: forever }, mostCounted);
  return { ...checked, seals, faults, last, copied: (await findLastCopied(folder))?.number ?? 0, unsealed };
};

const extentOf = (wanted: Wanted, after: RecordedSeal | undefined): Extent =>
  wanted.of === 'since' ? { of: 'since', first: after?.end ?? 0 } : wanted;
