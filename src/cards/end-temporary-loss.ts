// Ends temporary losses when their 15 days are over (R-LOSS-03): many in one transaction, exact after any down time.
import { sweep } from '../applications/sweep.ts';
import type { Ground } from '../applications/use-case.ts';
import { toMilliseconds } from '../audit/event.ts';
import { chainBatch, recordLockedPeople } from '../audit/record-batch.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { nudgeWorkers } from '../jobs/nudge.ts';
import { queueJobs } from '../jobs/queue-job.ts';
import { endParts } from './loss-parts.ts';
import { type DueLoss, type EndingRow, listDueLosses, listEnding, lockHolders, moveEnded } from './loss-store.ts';

/** Losses of one read, of one transaction (their people wait as long as it takes), and transactions side by side. */
const lossesAtOnce = 500;
const lossesTogether = 100;
const lanes = 2;

type Batch = {
  readonly personIds: readonly PersonId[];
  readonly at: Temporal.Instant;
  /** Whoever is being changed at this moment is left for the next round; otherwise it waits for them. */
  readonly skipsLocked: boolean;
};

/**
 * Ends what is over of these people's temporary losses, all or none; how many. What was not due is left alone, and so is
 * whatever was released, lost formally or reported again meanwhile: it is decided on the rows as they are once nobody else
 * can change them. The account stays as its bank has it (R-LOSS-04). Safe to repeat.
 */
const endLosses = async (ground: Ground, { personIds, at, skipsLocked }: Batch): Promise<number> => {
  const ended = await ground.sql.begin(async (transaction) => {
    const locked = await lockHolders(transaction, personIds, { skipsLocked });
    const rows = await listEnding(transaction, { personIds: locked.map(({ personId }) => personId), at });
    if (rows.length === 0) return 0;
    const decided = [...Map.groupBy(rows, ({ personId }) => personId).values()].map((cards) =>
      endOf(ground, cards, at),
    );
    await moveEnded(transaction, rows);
    const occasion = occasionOf(ground, at);
    await recordLockedPeople(transaction, occasion, chainBatch(ground.keys, occasion, decided));
    const jobs = decided.flatMap((person) => person.jobs);
    await queueJobs(transaction, ground.keys, jobs);
    return rows.length;
  });
  if (ended > 0) nudgeWorkers();
  return ended;
};

/** What happens to one person, and what must follow. */
const endOf = (ground: Ground, cards: readonly EndingRow[], at: Temporal.Instant) => {
  const [head] = cards;
  if (!head) throw new Error('nobody without a card is met here');
  const { personId } = head;
  const parts = cards.flatMap((card) => endParts(ground, card, at));
  return {
    head,
    happenings: parts.flatMap((part) => part.happenings ?? []),
    jobs: parts.flatMap((part) => part.jobs ?? []).map((job) => ({ personId, job })),
  };
};

const occasionOf = ({ systemClock, policy }: Ground, at: Temporal.Instant) => ({
  acting: { actor: 'system', actorId: 'losses', channel: 'system', outlet: null, bank: null } as const,
  at: toMilliseconds(at),
  recordedAt: toMilliseconds(systemClock()),
  policySnapshot: policy.current().number,
});

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
  await endLosses(ground, { personIds: [row.personId], at, skipsLocked: false });
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
    const batches = inBatches(due);
    const lane = async (): Promise<void> => {
      for (let batch = batches.pop(); batch; batch = batches.pop()) {
        const done = await endBatch(ground, batch, at).catch((error: unknown) => void failures.push(error));
        ended += done ?? 0;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    after = due.at(-1) ?? null;
    if (after === null || due.length < lossesAtOnce) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, 'temporary losses were not ended');
  return ended;
};

const inBatches = (due: readonly DueLoss[]): PersonId[][] => {
  const personIds = [...new Set(due.map(({ personId }) => personId))];
  const count = Math.ceil(personIds.length / lossesTogether);
  return Array.from({ length: count }, (_, index) =>
    personIds.slice(index * lossesTogether, (index + 1) * lossesTogether),
  );
};

/** One that fails (a row that was tampered with) fails all it is with: then each has a transaction of its own. */
const endBatch = async (ground: Ground, batch: readonly PersonId[], at: Temporal.Instant): Promise<number> => {
  const end = (personIds: readonly PersonId[]) => endLosses(ground, { personIds, at, skipsLocked: true });
  return await end(batch).catch(() => sweep(batch, async (personId) => (await end([personId])) > 0));
};
