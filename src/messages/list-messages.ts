// The messages a person got, newest first.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { MessageKind } from './message.ts';
import { listMessageRows, type MessageState } from './messages-store.ts';
import { messagePlace } from './send-message.ts';

/** One screen of them; older ones stay in the database. */
export const mostListed = 50;

export type Message = {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly at: Temporal.Instant;
  readonly state: MessageState;
  /** Mobile number, eleven digits. */
  readonly to: string;
  readonly text: string;
};

const content = z.object({ to: z.string(), text: z.string() });

/** At most 50. Throws when a row was tampered with. */
export const listMessages = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
): Promise<readonly Message[]> => {
  const rows = await listMessageRows(sql, personId, mostListed);
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...content.parse(openJson(keys, { place: messagePlace, personId }, sealed)),
  }));
};
