// Records what a bulk change did to many people, inside the caller's transaction: two statements however many they are.
import type { Keys } from '../crypto/keys.ts';
import type { Queries } from '../database/connection.ts';
import { insertEvents, moveHeads } from './audit-store.ts';
import { chainEvents, type Occasion, type PersonHead } from './chain-events.ts';
import type { Happening, RecordedEvent } from './event.ts';

/** What happened to one person, whose row is locked, or does not exist yet. */
export type BatchEntry = { readonly head: PersonHead; readonly happenings: readonly Happening[] };

/** The events of one person and where the head of the chain is after them. */
export type Chain = { readonly head: PersonHead; readonly events: readonly RecordedEvent[] };

/** Ties what happened on one occasion to the chains of the people, in their order; writes nothing. */
export const chainBatch = (keys: Keys, occasion: Occasion, entries: readonly BatchEntry[]): readonly Chain[] =>
  entries.map((entry) => chainOf(keys, occasion, entry));

/** The same for one person. */
export const chainOf = (keys: Keys, occasion: Occasion, { head, happenings }: BatchEntry): Chain => {
  const events = chainEvents(keys, { ...occasion, head }, happenings);
  const last = events.at(-1);
  return { events, head: last ? { ...head, eventCount: last.seq, eventMac: last.mac } : head };
};

/** Writes the events of people whose rows the caller inserts with these very heads. */
export const recordNewPeople = async (
  session: Queries,
  occasion: Occasion,
  chains: readonly Chain[],
): Promise<void> => {
  const events = chains.flatMap((chain) => chain.events);
  if (events.length > 0) await insertEvents(session, occasion, events);
};

/**
 * Writes the events and moves the heads on. The caller holds the locks of these people, so no head moves in between:
 * whoever changes one of them by a command waits, then reads and decides again.
 */
export const recordLockedPeople = async (
  session: Queries,
  occasion: Occasion,
  chains: readonly Chain[],
): Promise<void> => {
  const moved = chains.filter(({ events }) => events.length > 0);
  if (moved.length === 0) return;
  await recordNewPeople(session, occasion, moved);
  await moveHeads(
    session,
    moved.map(({ head }) => head),
  );
};
