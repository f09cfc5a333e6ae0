// Proves a person's chain of events: finds what was changed, inserted or removed.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { findHead, listEvents } from './audit-store.ts';
import { eventText, type RecordedEvent } from './event.ts';

export type ChainHead = { readonly eventCount: number; readonly eventMac: Uint8Array };

/**
 * What is wrong at `seq`: `changed` – the MAC is not the one of this row; `missing` – a number has no row; `unlinked` –
 * the row is genuine but does not follow the one before; `beyond-head` – a row the person's head does not know;
 * `head-differs` – the head is not the last event's.
 */
export type ChainFault = {
  readonly seq: number;
  readonly fault: 'changed' | 'missing' | 'unlinked' | 'beyond-head' | 'head-differs';
};

/**
 * Checks the events of one person, ordered by number, against the head in the person's row. An empty list means that
 * nothing was changed, inserted or removed; what was removed together with a matching old head only the seals outside
 * of the person's rows can show.
 */
export const verifyChain = (
  keys: Pick<Keys, 'hasMac'>,
  head: ChainHead,
  events: readonly RecordedEvent[],
): readonly ChainFault[] => {
  const faults: ChainFault[] = [];
  let previousMac: Uint8Array = new Uint8Array();
  let expected = 1;
  for (const event of events) {
    for (; expected < event.seq; expected += 1) faults.push({ seq: expected, fault: 'missing' });
    if (event.seq > head.eventCount) faults.push({ seq: event.seq, fault: 'beyond-head' });
    if (!keys.hasMac(eventText(event), event.mac)) faults.push({ seq: event.seq, fault: 'changed' });
    else if (!equal(event.previousMac, previousMac)) faults.push({ seq: event.seq, fault: 'unlinked' });
    previousMac = event.mac;
    expected = event.seq + 1;
  }
  for (; expected <= head.eventCount; expected += 1) faults.push({ seq: expected, fault: 'missing' });
  if (!equal(head.eventMac, previousMac)) faults.push({ seq: head.eventCount, fault: 'head-differs' });
  return faults;
};

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Reads and checks one person's chain; undefined when there is no such person. */
export const verifyPerson = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
): Promise<readonly ChainFault[] | undefined> => {
  // One transaction with one snapshot: a change between the two reads must not look like tampering.
  return await sql.begin('isolation level repeatable read read only', async (transaction) => {
    const head = await findHead(transaction, personId);
    return head && verifyChain(keys, head, await listEvents(transaction, personId));
  });
};
