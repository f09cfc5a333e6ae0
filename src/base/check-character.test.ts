// Shows that a slip of the pen in a number is found and that numbers do not follow each other.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isNumber, normaliseNumber, randomNumber } from './check-character.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawn = fc.constant(0).map(() => randomNumber(12));

describe('a number with a check character', () => {
  it('has its length, begins with a letter and is accepted', () => {
    for (const length of [9, 12]) {
      const number = randomNumber(length);
      assert.match(number, new RegExp(`^[A-Z][0-9A-Z]{${length - 1}}$`));
      assert.ok(isNumber(number, length));
      assert.ok(!isNumber(number, length + 1));
    }
  });

  it('is refused when any one character is another one', () => {
    fc.assert(
      fc.property(drawn, fc.nat(11), fc.integer({ min: 1, max: 31 }), (number, at, shift) => {
        const other = alphabet.charAt((alphabet.indexOf(number.charAt(at)) + shift) % 32);
        assert.ok(!isNumber(number.slice(0, at) + other + number.slice(at + 1), 12));
      }),
    );
  });

  it('is refused when neighbours have changed places, but for 0 and Z', () => {
    fc.assert(
      fc.property(drawn, fc.nat(10), (number, at) => {
        const [one, two] = [number.charAt(at), number.charAt(at + 1)];
        fc.pre(one !== two && !(['0', 'Z'].includes(one) && ['0', 'Z'].includes(two)));
        assert.ok(!isNumber(number.slice(0, at) + two + one + number.slice(at + 2), 12));
      }),
    );
  });

  it('is read as people write it', () => {
    assert.equal(normaliseNumber(' aOi1-l23ｘ '), 'A0111' + '23X');
  });

  it('is drawn, not counted', () => {
    const numbers = new Set(Array.from({ length: 1000 }, () => randomNumber(9)));
    assert.equal(numbers.size, 1000);
  });
});
