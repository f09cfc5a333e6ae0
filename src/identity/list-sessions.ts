// Where a person is logged in, and ending a login from another device.
import type { PersonId } from '../base/ids.ts';
import type { Wiring } from '../wiring.ts';
import { parseSessionContent } from './open-session.ts';
import type { Level } from './session.ts';
import type { SessionOrigin } from './session-origin.ts';
import { deleteOtherSessions, deleteSessionOfPerson, listSessionRows } from './sessions-store.ts';

/** Instants of the system clock. */
export type OwnSession = {
  /** Names it in a form; nobody can use a session by it. */
  readonly id: string;
  readonly isThis: boolean;
  readonly level: Level;
  /** null: begun before it was kept. */
  readonly origin: SessionOrigin | null;
  readonly startedAt: Temporal.Instant;
  readonly seenAt: Temporal.Instant;
};

type Needs = Pick<Wiring, 'sql' | 'keys' | 'systemClock'>;
type Own = { readonly personId: PersonId; readonly current: string | null };

/** Those that are not over, the one seen last first. One that cannot be opened opens nothing, so it is not shown. */
export const listSessions = async (
  { sql, keys, systemClock }: Needs,
  { personId, current }: Own,
): Promise<readonly OwnSession[]> => {
  const rows = await listSessionRows(sql, personId, systemClock());
  return rows.flatMap(({ tokenDigest, sealed, startedAt, seenAt }) => {
    const id = Buffer.from(tokenDigest).toString('hex');
    const content = readContent(keys, personId, sealed);
    if (!content) return [];
    return [{ id, isThis: id === current, level: content.level, origin: content.origin, startedAt, seenAt }];
  });
};

const readContent = (keys: Wiring['keys'], personId: PersonId, sealed: Uint8Array) => {
  try {
    return parseSessionContent(keys.open('sessions.sealed', personId, sealed));
  } catch {
    return undefined;
  }
};

/** Ends one session of the person; somebody else's id ends nothing. */
export const endSession = async ({ sql }: Needs, personId: PersonId, id: string): Promise<void> => {
  if (/^[0-9a-f]{64}$/.test(id)) await deleteSessionOfPerson(sql, personId, Buffer.from(id, 'hex'));
};

/** Ends all sessions of the person but this one. */
export const endOtherSessions = async ({ sql }: Needs, { personId, current }: Own): Promise<void> =>
  deleteOtherSessions(sql, personId, Buffer.from(current ?? '', 'hex'));
