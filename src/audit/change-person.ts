// The one way to change a person's things: read, decide, and write everything in one statement if nobody was faster.
import { errorCode } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import { newId } from '../base/ids.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { nudgeWorkers } from '../jobs/nudge.ts';
import { digestsOf, earlierAnswer, type KeyDigests, type KeyReused } from './answers.ts';
import { insertRefusal } from './audit-store.ts';
import type { Answer, Change, Command, Head, Rejection } from './command.ts';
import { toMilliseconds } from './event.ts';
import { joinEarlierAnswer } from './head.ts';
import { recorded } from './recorded.ts';
import { type RefusalId, refusalText } from './refusal.ts';

/** What a change needs of the wiring. */
export type Ground = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly systemClock: Clock;
};

/** Five rounds: a person's things are changed by the person and one bank, so even a second round is rare. */
export const maxAttempts = 5;
const retryAfterSeconds = 1;

export type Busy = Refused<'BUSY', { readonly retryAfterSeconds: number }>;
export type CommandRefused = Busy | KeyReused;

/**
 * Runs a command. Two round trips: one read, one write. A repeated key gets the answer it got before; a key that was
 * used for something else is refused as KEY_REUSED. When somebody else changed the person in between, it reads and
 * decides again, and after `maxAttempts` refuses with BUSY (nothing is written; the same key may be used again).
 * A refusal of the use case is remembered, without a lock; it is not an answer kept for the key, since it changed
 * nothing and the next try may succeed.
 */
export const changePerson = async <Row extends Head, A extends Answer, R extends Refused>(
  ground: Ground,
  command: Command<Row, A, R>,
): Promise<Result<A, R | CommandRefused>> => {
  const digests = digestsOf(ground.keys, command.key, command.action);
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const row = await command.read(joinEarlierAnswer(ground.sql, digests.keyDigest));
    if (!row) return command.missing;
    const earlier = earlierAnswer<A>(ground.keys, row, digests.requestDigest);
    if (earlier) return earlier;
    const decision = command.decide(row);
    if (!decision.ok) return await remember(ground, { command, row, decision });
    if (decision.parts.length === 0) return ok(decision.answer);
    if (await write(ground, { command, row, digests, decision, attempt })) {
      if (decision.parts.some((part) => part.jobs)) nudgeWorkers();
      return ok(decision.answer);
    }
  }
  return refused('BUSY', { retryAfterSeconds });
};

type Writing<Row extends Head, A extends Answer, R extends Refused> = {
  readonly command: Command<Row, A, R>;
  readonly row: Row;
  readonly digests: KeyDigests;
  readonly decision: Change<A>;
  readonly attempt: number;
};

/** Whether it was written; false when somebody was faster. */
const write = async <Row extends Head, A extends Answer, R extends Refused>(
  ground: Ground,
  { command, row, digests, decision, attempt }: Writing<Row, A, R>,
): Promise<boolean> => {
  const recording = {
    head: row,
    acting: command.acting,
    at: toMilliseconds(command.at),
    recordedAt: toMilliseconds(ground.systemClock()),
    policySnapshot: command.policySnapshot,
    ...digests,
  };
  try {
    const written = await recorded(ground, recording, decision);
    return written.length === 1;
  } catch (error) {
    // A number drawn twice, or the same key at the same moment for another person: the next round sees it.
    if (errorCode(error) === uniqueViolation && attempt < maxAttempts) return false;
    throw error;
  }
};

const uniqueViolation = '23505';

type Remembering<Row extends Head, A extends Answer, R extends Refused> = {
  readonly command: Command<Row, A, R>;
  readonly row: Row;
  readonly decision: Rejection<R>;
};

const remember = async <Row extends Head, A extends Answer, R extends Refused>(
  { sql, keys }: Ground,
  { command, row, decision }: Remembering<Row, A, R>,
): Promise<R> => {
  const remembered = {
    ...command.acting,
    personId: row.personId,
    refusalId: newId<RefusalId>(),
    at: toMilliseconds(command.at),
    action: command.action,
    code: decision.refusal.code,
    rules: decision.rules,
    policySnapshot: command.policySnapshot,
  };
  await insertRefusal(sql, { ...remembered, mac: keys.mac(refusalText(remembered)) });
  return decision.refusal;
};
