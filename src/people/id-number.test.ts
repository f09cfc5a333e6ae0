// Table and property tests of ID numbers, names and phone numbers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  birthDateOf,
  checkCharacter,
  type IdNumberProblem,
  type IdType,
  idNumberProblem,
  idTypeOf,
  normaliseIdNumber,
  sexOf,
} from './id-number.ts';
import { isName, normaliseName } from './name.ts';
import { isMobilePhone, normalisePhone } from './phone.ts';

const withCheck = (seventeen: string): string => seventeen + checkCharacter(seventeen);

describe('ID numbers', () => {
  it('have the check characters of the examples in GB 11643-1999 §4', () => {
    assert.equal(checkCharacter('11010519491231002'), 'X');
    assert.equal(checkCharacter('44052418800101001'), '4');
  });

  const cases: readonly (readonly [string, IdType, string, IdNumberProblem | undefined])[] = [
    ['a citizen', 'resident', '11010519491231002X', undefined],
    ['a citizen born in the nineteenth century', 'resident', '440524188001010014', undefined],
    ['an area code that was abolished long ago', 'resident', withCheck('11010319900101901'), undefined],
    ['an area code that never was', 'resident', withCheck('00000019900101901'), undefined],
    ['a wrong check character', 'resident', '110105194912310021', 'id-number-check-character'],
    ['a day that does not exist', 'resident', withCheck('11010120230229901'), 'id-number-birth-date'],
    ['a leap day', 'resident', withCheck('11010120240229901'), undefined],
    ['a birth year out of any life', 'resident', withCheck('11010117990101901'), 'id-number-birth-date'],
    ['seventeen characters', 'resident', '11010519491231002', 'id-number-form'],
    ['a letter inside', 'resident', '1101051949123A002X', 'id-number-form'],
    ['an X inside', 'resident', '1101051949123X002X', 'id-number-form'],
    ['the fifteen digits of before 1999', 'resident', '110105491231002', 'id-number-form'],
    ['a resident of Hong Kong', 'residence-permit', withCheck('81000019900101901'), undefined],
    ['a resident of Macao', 'residence-permit', withCheck('82000019900101901'), undefined],
    ['a resident of Taiwan', 'residence-permit', withCheck('83000019900101901'), undefined],
    ['a citizen said to have a permit', 'residence-permit', withCheck('11010119900101901'), 'id-number-prefix'],
    ['a permit said to be a citizen', 'resident', withCheck('81000019900101901'), 'id-number-prefix'],
    ['a foreign permanent resident, 2023', 'foreign-permanent', withCheck('91101019900101901'), undefined],
    ['a foreign permanent resident, 2017', 'foreign-permanent', 'USA110190010112', undefined],
    ['month 13 in a number of 2017', 'foreign-permanent', 'USA110190130112', 'id-number-birth-date'],
    ['fifteen digits as a foreign number', 'foreign-permanent', '110105491231002', 'id-number-form'],
    ['a citizen said to be foreign', 'foreign-permanent', withCheck('11010119900101901'), 'id-number-prefix'],
    ['a foreign number said to be a citizen', 'resident', withCheck('91101019900101901'), 'id-number-prefix'],
    ['an opaque number', 'other', 'ZZ0000000000000001', undefined],
    ['an opaque number of ten', 'other', 'ZZ00000001', 'id-number-form'],
    ['nothing', 'resident', '', 'id-number-form'],
  ];
  for (const [name, type, idNumber, problem] of cases)
    it(`${name}: ${problem ?? 'accepted'}`, () => assert.equal(idNumberProblem(type, idNumber), problem));

  it('tell their type by their form', () => {
    assert.equal(idTypeOf('11010519491231002X'), 'resident');
    assert.equal(idTypeOf(withCheck('83000019900101901')), 'residence-permit');
    assert.equal(idTypeOf('USA110190010112'), 'foreign-permanent');
    assert.equal(idTypeOf(withCheck('91101019900101901')), 'foreign-permanent');
    assert.equal(idTypeOf('ZZ0000000000000001'), undefined);
  });

  it('tell birth date and sex', () => {
    assert.equal(birthDateOf('11010519491231002X')?.toString(), '1949-12-31');
    assert.equal(birthDateOf('USA110190010112'), undefined);
    assert.equal(sexOf('11010519491231002X'), 'female');
    assert.equal(sexOf(withCheck('11010119900101901')), 'male');
    assert.equal(sexOf('USA110190010112'), undefined);
  });

  it('are kept half-width, upper case and without spaces', () => {
    assert.equal(normaliseIdNumber(' １１0105 19491231 002x '), '11010519491231002X');
  });

  const seventeenDigits = fc.stringMatching(/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}$/);

  it('fail when any one character is another one', () => {
    const replaced = fc.tuple(seventeenDigits, fc.nat(17), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(replaced, ([digits, at, shift]) => {
        const whole = withCheck(digits);
        const old = whole.charAt(at) === 'X' ? 0 : Number(whole.charAt(at));
        const changed = whole.slice(0, at) + ((old + shift) % 10) + whole.slice(at + 1);
        assert.equal(idNumberProblem('resident', changed), 'id-number-check-character');
      }),
    );
  });

  it('fail when two neighbours that differ have changed places', () => {
    fc.assert(
      fc.property(seventeenDigits, fc.nat(15), (digits, at) => {
        fc.pre(digits.charAt(at) !== digits.charAt(at + 1));
        const swapped = digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2);
        const changed = swapped + checkCharacter(digits);
        assert.equal(idNumberProblem('resident', changed), 'id-number-check-character');
      }),
    );
  });
});

describe('names', () => {
  it('may have a dot, rare characters of every plane, and Latin letters', () => {
    for (const name of [
      '张三',
      '古丽娜尔·买买提',
      '𠮷野',
      '㛃',
      '〇一',
      '𬭚',
      "Anna-María O'Neill Jr.",
      '张'.repeat(50),
    ])
      assert.ok(isName(normaliseName(name)), name);
  });

  it('are refused with digits, signs, private-use characters or more than 50', () => {
    for (const name of ['', ' ', '张3', '张三;', '<b>', '\ue000三', '·三', '张\u200b三', '张'.repeat(51)])
      assert.ok(!isName(normaliseName(name)), JSON.stringify(name));
  });

  it('are written with one kind of dot and no spare spaces, each character kept as it is', () => {
    assert.equal(normaliseName(' 古丽 • 买买提　'), '古丽·买买提');
    assert.equal(normaliseName('Anna   María'), 'Anna María');
    assert.equal(normaliseName('\ufa1e'), '\ufa1e');
  });
});

describe('phone numbers', () => {
  it('are kept as eleven digits', () => {
    for (const written of ['199-0000-1234', '+86 19900001234', '0086-199 0000 1234', '8619900001234', '１9900001234'])
      assert.equal(normalisePhone(written), '19900001234');
  });

  it('are mainland mobile numbers', () => {
    assert.ok(isMobilePhone('19900001234'));
    for (const other of ['12900001234', '01012345678', '1990000123', '199000012345', '+85212345678', ''])
      assert.ok(!isMobilePhone(other), other);
  });
});
