// The help requests of a person, for that person.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type HelpContent, type HelpRequest, openHelp } from './help-request.ts';
import { listOwnHelpRows, type OwnHelpRow } from './help-requests-store.ts';

/** More than this nobody asks for in years. */
const mostListed = 50;

export type OwnHelp = HelpRequest & HelpContent & Omit<OwnHelpRow, 'sealed'>;

/** Newest first, at most 50. Throws when a row was tampered with. */
export const listOwnHelp = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
): Promise<readonly OwnHelp[]> => {
  const rows = await listOwnHelpRows(sql, personId, mostListed);
  return rows.map(({ sealed, ...row }) => ({ ...row, ...openHelp(keys, personId, sealed) }));
};
