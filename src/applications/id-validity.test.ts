// R-CHAN-19: until when a document is valid, in every way a clerk writes it down, and on which day it is over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIdOver, parseIdValidity } from './id-validity.ts';

test('R-CHAN-19: the last day is read as it is printed, typed together, or long-term', () => {
  for (const written of [
    '2035.12.01',
    '20351201',
    '2035-12-01',
    ' 2035/12/01 ',
    '２０３５．１２．０１',
    '2035年12月01日',
  ])
    assert.equal(String(parseIdValidity(written)), '2035-12-01', written);
  for (const written of ['长期', ' 长期 ', 'long-term', 'Long-Term'])
    assert.equal(parseIdValidity(written), 'long-term');
  for (const written of ['', '2035', '2035.13.01', '2035.02.29', '12/01/2035', '长', '20351201-20451201'])
    assert.equal(parseIdValidity(written), undefined, written);
});

test('R-CHAN-19: a document is good through its last day', () => {
  const over = (today: string): boolean =>
    isIdOver(Temporal.PlainDate.from('2025-12-01'), Temporal.PlainDate.from(today));
  assert.deepEqual([over('2025-11-30'), over('2025-12-01'), over('2025-12-02')], [false, false, true]);
  assert.equal(isIdOver('long-term', Temporal.PlainDate.from('2999-01-01')), false);
});
