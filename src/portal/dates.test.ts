// Dates and times as people of each language read them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayTextOf, timeText } from './dates.ts';
import { sayIn } from './words/words.ts';

test('a day reads as people of each language write it', () => {
  assert.equal(dayTextOf('2025-10-09', sayIn('zh')), '2025年10月9日');
  assert.equal(dayTextOf('2025-10-09', sayIn('en')), '9 October 2025');
});

test('an instant is told in the time of the city', () => {
  assert.equal(timeText(Temporal.Instant.from('2025-10-08T16:05:59Z'), sayIn('zh')), '2025年10月9日 00:05');
});
