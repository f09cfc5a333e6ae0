// Leaves the trace that somebody who is not the person read the person's record.
import { newId, type PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { insertTraces } from './audit-store.ts';
import { toMilliseconds } from './event.ts';
import { sealNote, type Trace, type TraceId, traceText } from './trace.ts';

/** One trace for each person, in one statement that locks nobody. */
export const leaveTraces = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  reading: Omit<Trace, 'personId' | 'traceId'>,
  personIds: readonly PersonId[],
): Promise<void> => {
  if (personIds.length === 0) return;
  const rounded = { ...reading, at: toMilliseconds(reading.at) };
  const traces = personIds.map((personId) => {
    const trace: Trace = { ...rounded, personId, traceId: newId<TraceId>() };
    const sealedNote = trace.note === null ? null : sealNote(keys, personId, trace.note);
    return { ...trace, mac: keys.mac(traceText(trace)), sealedNote };
  });
  await insertTraces(sql, rounded, traces);
};
