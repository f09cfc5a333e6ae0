// A person's cards as their own page shows them.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type Card, openCard } from './card.ts';
import { listCardRows } from './cards-store.ts';

export type OwnCard = Card & {
  /** 卡号 in clear, for its holder; null where the core system has none. */
  readonly number: string | null;
  readonly producedAt: Temporal.Instant | null;
  readonly enabledAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
};

/** Newest generation first, ended ones too. Throws when a row was tampered with. */
export const listCards = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
): Promise<readonly OwnCard[]> => {
  const rows = await listCardRows(sql, personId);
  return rows.map(({ sealed, ...row }) => ({ ...row, number: openCard(keys, personId, sealed).number }));
};
