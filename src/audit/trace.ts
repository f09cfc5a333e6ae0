// The trace that staff or a partner leave when they read a person's record.
import type { Brand, PersonId } from '../base/ids.ts';
import { canonicalText } from './canonical-text.ts';
import type { Acting } from './event.ts';

export type TraceId = Brand<string, 'TraceId'>;

/** One row of `read_traces`. `purpose` is a code such as `list-orders`. */
export type Trace = Pick<Acting, 'actor' | 'actorId' | 'channel'> & {
  readonly personId: PersonId;
  readonly traceId: TraceId;
  readonly at: Temporal.Instant;
  readonly purpose: string;
};

export type RecordedTrace = Trace & { readonly mac: Uint8Array };

const traceDomain = 'yikatong-read-trace-1';

/** The text whose MAC proves a trace. */
export const traceText = (trace: Trace): string =>
  canonicalText(traceDomain, [
    trace.personId,
    trace.traceId,
    String(trace.at.epochMilliseconds),
    trace.actor,
    trace.actorId,
    trace.channel,
    trace.purpose,
  ]);
