// Shows that two different records never give the same authenticated text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalText, type Field, sortedEntries } from './canonical-text.ts';

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '-', '0:,', '[0]', '1:a,'),
  fc.constant(null),
  fc.array(fc.constantFrom('', 'a', '1:a,', ']')),
);

describe('the canonical text', () => {
  it('is as documented', () => {
    assert.equal(canonicalText('d', ['卡', null, ['a', '']]), '1:d,3:卡,-[21:a,0:,]');
  });

  it('differs whenever the fields differ', () => {
    fc.assert(
      fc.property(fc.array(field), fc.array(field), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        assert.equal(canonicalText('d', one) === canonicalText('d', other), same);
      }),
    );
  });

  it('keeps nothing, empty text and an empty list apart', () => {
    const texts = [null, '', []].map((value) => canonicalText('d', [value]));
    assert.equal(new Set(texts).size, 3);
  });

  it('does not depend on the order in which the facts were written', () => {
    assert.deepEqual(sortedEntries({ b: '1', a: '2' }), ['a', '2', 'b', '1']);
  });
});
