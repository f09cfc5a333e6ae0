// Who looked at a person's record, when, where and why.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { listTraceRows } from './audit-store.ts';
import { openNote, type Trace } from './trace.ts';

export type Look = Omit<Trace, 'personId'> & {
  /** Name of the outlet, as it is called now. */
  readonly outletName: string | null;
};

/** Newest first, at most `most`. Throws when the words of one were tampered with. */
export const listLooks = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
  most: number,
): Promise<readonly Look[]> => {
  const rows = await listTraceRows(sql, personId, most);
  return rows.map(({ sealedNote, ...row }) => ({
    ...row,
    note: sealedNote === null ? null : openNote(keys, personId, sealedNote),
  }));
};
