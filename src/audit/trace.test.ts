// What proves a trace of reading: every column and the words are in it; traces of the release before stay proven.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type PersonId } from '../base/ids.ts';
import { type Trace, type TraceId, traceText } from './trace.ts';

const trace: Trace = {
  ...{ personId: newId<PersonId>(), traceId: newId<TraceId>(), at: Temporal.Instant.fromEpochMilliseconds(1) },
  ...{ actor: 'staff', actorId: 'account-1', channel: 'street', outlet: 'S1', bank: null },
  ...{ purpose: 'opened-serving', note: '来电' },
};

test('another person, time, place, purpose or reason is another text', () => {
  const others: readonly Partial<Trace>[] = [
    { personId: newId<PersonId>() },
    { traceId: newId<TraceId>() },
    { at: Temporal.Instant.fromEpochMilliseconds(2) },
    { actor: 'bank' },
    { actorId: 'account-2' },
    { channel: 'hotline' },
    { outlet: 'S2' },
    { outlet: null },
    { bank: '102' },
    { purpose: 'opened-calling' },
    { note: '来访' },
    { note: null },
  ];
  const texts = others.map((changes) => String(traceText({ ...trace, ...changes })));
  assert.equal(new Set([String(traceText(trace)), ...texts]).size, others.length + 1);
});

test('a trace without place and words has the text it had when traces knew neither', () => {
  const plain = { ...trace, outlet: null, bank: null, note: null };
  assert.match(String(traceText(plain)), /yikatong-read-trace-1/);
  assert.match(String(traceText(trace)), /yikatong-read-trace-2/);
});
