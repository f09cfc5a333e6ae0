// The chain of events of one invented person, written as it grows.
import { chainEvents, type PersonHead } from '../audit/chain-events.ts';
import type { Part } from '../audit/command.ts';
import { type Acting, type Happening, toMilliseconds } from '../audit/event.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { Rows } from './copy-rows.ts';

/** What all lives of one seeding share. `sql` writes nothing here: the parts of commands are asked for their events alone. */
export type SeedGround = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly policySnapshot: number;
  readonly recordedAt: Temporal.Instant;
};

export type Chain = {
  readonly happen: (acting: Acting, at: Temporal.Instant, happenings: readonly Happening[]) => void;
  readonly head: () => PersonHead;
};

export const chainRows = ({ keys, policySnapshot, recordedAt }: SeedGround, rows: Rows, personId: PersonId): Chain => {
  let head: PersonHead = { personId, eventCount: 0, eventMac: Buffer.alloc(0) };
  const happen: Chain['happen'] = (acting, at, happenings) => {
    const occasion = { head, acting, at: toMilliseconds(at), recordedAt: toMilliseconds(recordedAt), policySnapshot };
    for (const event of chainEvents(keys, occasion, happenings)) {
      rows.add('events', {
        ...{ person_id: personId, seq: event.seq, at: event.at, action: event.action, subject: event.subject },
        ...{ actor: event.actor, actor_id: event.actorId, channel: event.channel, outlet: event.outlet },
        ...{
          bank: event.bank,
          rules: event.rules,
          policy_snapshot: policySnapshot,
          facts: JSON.stringify(event.facts),
        },
        ...{ previous_mac: event.previousMac, mac: event.mac, recorded_at: event.recordedAt },
      });
      head = { personId, eventCount: event.seq, eventMac: event.mac };
    }
  };
  return { happen, head: () => head };
};

/** What the parts of a command say that happened. */
export const happeningsOf = (...parts: readonly Part[]): readonly Happening[] =>
  parts.flatMap(({ happenings = [] }) => happenings);
