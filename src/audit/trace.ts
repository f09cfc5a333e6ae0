// The trace that staff or a partner leave when they read a person's record.
import type { Brand, PersonId } from '../base/ids.ts';
import type { Keys, Place } from '../crypto/keys.ts';
import { canonicalText } from './canonical-text.ts';
import type { Acting } from './event.ts';

export type TraceId = Brand<string, 'TraceId'>;

/** One row of `read_traces`. `purpose` is a code such as `list-orders`; outlet and bank are where staff looked. */
export type Trace = Acting & {
  readonly personId: PersonId;
  readonly traceId: TraceId;
  readonly at: Temporal.Instant;
  readonly purpose: string;
  /** The reason in the reader's own words; kept sealed beside the row, null where none was given. */
  readonly note: string | null;
};

export type RecordedTrace = Trace & { readonly mac: Uint8Array };

const traceDomain = 'yikatong-read-trace-2';
/** Traces of the release before, which knew no place and no words. */
const firstTraceDomain = 'yikatong-read-trace-1';

/** The text whose MAC proves a trace, its words included. */
export const traceText = (trace: Trace): string => {
  const { outlet, bank, note } = trace;
  const first = [
    trace.personId,
    trace.traceId,
    String(trace.at.epochMilliseconds),
    trace.actor,
    trace.actorId,
    trace.channel,
    trace.purpose,
  ];
  const isPlain = outlet === null && bank === null && note === null;
  return isPlain ? canonicalText(firstTraceDomain, first) : canonicalText(traceDomain, [...first, outlet, bank, note]);
};

const notePlace: Place = 'read_trace_notes.sealed';

export const sealNote = (keys: Keys, personId: PersonId, note: string): Buffer => keys.seal(notePlace, personId, note);

/** Throws when the row was tampered with. */
export const openNote = (keys: Keys, personId: PersonId, sealed: Uint8Array): string =>
  keys.open(notePlace, personId, sealed);
