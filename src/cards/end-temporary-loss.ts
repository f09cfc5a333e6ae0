// Ends temporary losses when their 15 days are over (R-LOSS-03): each by itself, in pieces, exact after any down time.
import { sweep } from '../applications/sweep.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision } from '../audit/command.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { hasLapsed } from './loss.ts';
import { endRules, lossParts } from './loss-parts.ts';
import { type DueLoss, findLoss, type LossRow, listDueLosses } from './loss-store.ts';

/** Rows of one read, and how many are ended side by side: the pool of a worker has ten connections. */
const lossesAtOnce = 500;
const lanes = 4;

/** false: there was nothing to end any more: released, formally lost or ended meanwhile. */
export type Ended = { readonly ended: boolean };
export type EndRefused = Refused<'CARD_UNKNOWN', object> | CommandRefused;

/**
 * What was not due is left alone, and so is whatever was lost formally or reported again meanwhile: it is decided on the
 * row as it is now, and written only if nobody was faster. The account stays as its bank has it (R-LOSS-04).
 */
export const endTemporaryLoss = async (
  ground: Ground,
  { personId, cardId, lostUntil }: DueLoss,
): Promise<Result<Ended, EndRefused>> => {
  const at = ground.businessClock();
  const key = `${cardId}/${lostUntil.toString()}`;
  const ref = { personId, cardId };
  return await changePerson(ground, {
    action: 'end-temporary-loss',
    acting: { actor: 'system', actorId: 'losses', channel: 'system', outlet: null, bank: null },
    key: { caller: 'system:losses', key, request: ref },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findLoss(ground.sql, { ref, outletId: null, since: at }, earlierAnswer),
    decide: (row) => decide(ground, at, row),
  });
};

const decide = (ground: Ground, at: Temporal.Instant, row: LossRow): Decision<Ended, never> => {
  if (!hasLapsed(row, at)) return change({ ended: false });
  const step = { action: 'end-temporary-loss', at, account: 'untouched' } as const;
  const told = { rules: endRules, facts: { due: `${row.lostUntil}` } };
  return change({ ended: true }, ...lossParts(ground, { row, stored: row, step, told }).parts);
};

type Losable = {
  readonly personId: PersonId;
  readonly cardId: CardId | null;
  /** null: no temporary loss. */
  readonly lostUntil: Temporal.Instant | null;
};

/**
 * What `read` finds, once a temporary loss that is over has ended: whoever comes before the sweep, after down time or in
 * the very second, meets the card as it is by the rules (R-LOSS-03).
 */
export const readOnceEnded = async <Row extends Losable>(
  ground: Ground,
  at: Temporal.Instant,
  read: () => Promise<Row | undefined>,
): Promise<Row | undefined> => {
  const row = await read();
  if (!row?.cardId || !row.lostUntil || Temporal.Instant.compare(row.lostUntil, at) > 0) return row;
  const { personId, cardId, lostUntil } = row;
  await endTemporaryLoss(ground, { personId, cardId, lostUntil });
  return await read();
};

/**
 * One round: everything that is due, in pieces, so that no read is long; how many ended. Several processes may sweep at
 * once: the same loss is one. One that fails holds up no other and is met again in the next round; the round fails when
 * all have had their turn.
 */
export const sweepLosses = async (ground: Ground): Promise<number> => {
  const at = ground.businessClock();
  const failures: unknown[] = [];
  let ended = 0;
  let after: DueLoss | null = null;
  for (;;) {
    const due: readonly DueLoss[] = await listDueLosses(ground.sql, { at, after, most: lossesAtOnce });
    for (const done of await Promise.allSettled(inLanes(due).map((lane) => endAll(ground, lane))))
      if (done.status === 'fulfilled') ended += done.value;
      else failures.push(done.reason);
    after = due.at(-1) ?? null;
    if (after === null || due.length < lossesAtOnce) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, 'temporary losses were not ended');
  return ended;
};

const endAll = (ground: Ground, due: readonly DueLoss[]): Promise<number> =>
  sweep(due, async (loss) => {
    const result = await endTemporaryLoss(ground, loss);
    return result.ok && result.value.ended;
  });

const inLanes = (due: readonly DueLoss[]): readonly (readonly DueLoss[])[] =>
  Array.from({ length: lanes }, (_, lane) => due.filter((_each, index) => index % lanes === lane));
