// What undoing an act would put back as things stand, for whoever proposes it and whoever decides; nothing is changed.
import type { PersonId } from '../base/ids.ts';
import { type Result, refused } from '../base/result.ts';
import type { Sql } from '../database/connection.ts';
import { findActCard, findCorrecting } from './corrections-store.ts';
import { type NotUndone, type Undoing, undoingOf } from './undoing.ts';

/** Refused is what the use cases would refuse now. */
export const previewCorrection = async (
  { sql }: { readonly sql: Sql },
  { personId, seq }: { readonly personId: PersonId; readonly seq: number },
): Promise<Result<Undoing, NotUndone>> => {
  const cardId = await findActCard(sql, personId, seq);
  const asked = cardId && { personId, cardId, seq };
  const row = asked && (await findCorrecting(sql, asked, sql`left join command_answers on false`));
  return row ? undoingOf(row, seq) : refused('ACT_UNKNOWN', {});
};
