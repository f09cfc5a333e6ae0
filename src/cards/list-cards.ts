// A person's cards as their own page shows them.
import type { Clock } from '../base/clock.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { openCard } from './card.ts';
import { type CardRow, listCardRows } from './cards-store.ts';
import { asOf } from './loss.ts';

export type OwnCard = Omit<CardRow, 'sealed'> & {
  /** 卡号 in clear, for its holder; null where the core system has none. */
  readonly number: string | null;
};

/**
 * Newest generation first, ended ones too, as they are at this instant: a temporary loss that is over is over before the
 * sweep has met it. Throws when a row was tampered with.
 */
export const listCards = async (
  { sql, keys, businessClock }: { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock },
  personId: PersonId,
): Promise<readonly OwnCard[]> => {
  const rows = await listCardRows(sql, personId);
  const now = businessClock();
  return rows.map(({ sealed, ...row }) => asOf({ ...row, number: openCard(keys, personId, sealed).number }, now));
};
