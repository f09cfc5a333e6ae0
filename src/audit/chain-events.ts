// Ties what happened to a person to their chain of events: every event gets its number and the MAC over the one before.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import { type Acting, eventText, type Happening, type RecordedEvent } from './event.ts';

/** What is known of the chain of a person; somebody new has no event and an empty MAC. */
export type PersonHead = { readonly personId: PersonId; readonly eventCount: number; readonly eventMac: Uint8Array };

/** Who acted, when (both whole milliseconds), and under which policy. */
export type Occasion = {
  readonly acting: Acting;
  readonly at: Temporal.Instant;
  readonly recordedAt: Temporal.Instant;
  readonly policySnapshot: number;
};

/** The events of the happenings in their order, the first one following the head. */
export const chainEvents = (
  keys: Pick<Keys, 'mac'>,
  { head, acting, at, recordedAt, policySnapshot }: Occasion & { readonly head: PersonHead },
  happenings: readonly Happening[],
): readonly RecordedEvent[] => {
  let seq = head.eventCount;
  let previousMac: Uint8Array = head.eventMac;
  return happenings.map((happening) => {
    seq += 1;
    const event = {
      ...acting,
      ...happening,
      personId: head.personId,
      seq,
      at,
      policySnapshot,
      previousMac,
      recordedAt,
    };
    previousMac = keys.mac(eventText(event));
    return { ...event, mac: previousMac };
  });
};
