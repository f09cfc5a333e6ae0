// What happened to a person's things: the words of an event and the text of it that is authenticated.
import type { PersonId } from '../base/ids.ts';
import type { Actor, Channel } from '../policy/question.ts';
import { canonicalText, sortedEntries } from './canonical-text.ts';

/** Who can do something: the actors of the policy, staff of the console, a bank or the transit operator by its interface, and the program itself. */
export type EventActor = Actor | 'staff' | 'bank' | 'operator' | 'system';

/** Where it came in: the channels of the policy, an office without a counter, an interface of partners, or nowhere (the program itself). */
export type EventChannel = Channel | 'console' | 'bank-interface' | 'operator-interface' | 'system';

/** Who acts, on whose word and where. `actorId` is a person id, an account of staff or a bank code; never a name. */
export type Acting = {
  readonly actor: EventActor;
  readonly actorId: string;
  readonly channel: EventChannel;
  readonly outlet: string | null;
  readonly bank: string | null;
};

/** Codes, states, dates and ids only; never a personal datum. */
export type EventFacts = Readonly<Record<string, string>>;

/** One thing that happened, as a use case says it. `subject` is `kind:id`, such as `application:0198…`. */
export type Happening = {
  readonly action: string;
  readonly subject: string;
  readonly rules: readonly string[];
  readonly facts: EventFacts;
};

/** One row of `events`. `at` counts by the business clock, `recordedAt` by the system clock; both whole milliseconds. */
export type Event = Acting &
  Happening & {
    readonly personId: PersonId;
    readonly seq: number;
    readonly at: Temporal.Instant;
    readonly policySnapshot: number;
    readonly previousMac: Uint8Array;
    readonly recordedAt: Temporal.Instant;
  };

/** An event as it stands in the database. */
export type RecordedEvent = Event & { readonly mac: Uint8Array };

const eventDomain = 'yikatong-event-1';

/** The text whose MAC proves the event and its place in the person's chain; every column but the MAC itself is in it. */
export const eventText = (event: Event): string =>
  canonicalText(eventDomain, [
    event.personId,
    String(event.seq),
    String(event.at.epochMilliseconds),
    event.action,
    event.subject,
    event.actor,
    event.actorId,
    event.channel,
    event.outlet,
    event.bank,
    event.rules,
    String(event.policySnapshot),
    sortedEntries(event.facts),
    Buffer.from(event.previousMac).toString('hex'),
    String(event.recordedAt.epochMilliseconds),
  ]);

/** A clock's answer cut to what an event keeps. */
export const toMilliseconds = (instant: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds);
