// Which service passwords are refused, and that what is left is not taken away with them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialPassword, passwordFault, typedPassword } from './guessable.ts';

const known = {
  idNumber: '11010119550302902X',
  phone: '19900004711',
  birthDate: Temporal.PlainDate.from('1955-03-02'),
};

const table: readonly [string, string, ReturnType<typeof passwordFault>][] = [
  ['too short', '40719', 'PASSWORD_SHAPE'],
  ['too long', '4071926408153', 'PASSWORD_SHAPE'],
  ['letters, such as the X of an initial one', '02902X', 'PASSWORD_SHAPE'],
  ['part of the ID number', '195503', 'PASSWORD_FROM_RECORD'],
  ['with a part of the ID number in it', '97503029024', 'PASSWORD_FROM_RECORD'],
  ['end of the phone', '004711', 'PASSWORD_FROM_RECORD'],
  ['with the birth date in it', '71550302', 'PASSWORD_FROM_RECORD'],
  ['birth date, day first', '020355', 'PASSWORD_FROM_RECORD'],
  ['birth date, month first', '030255', 'PASSWORD_FROM_RECORD'],
  ['one digit', '777777', 'PASSWORD_TOO_SIMPLE'],
  ['two digits', '454454', 'PASSWORD_TOO_SIMPLE'],
  ['upwards', '345678', 'PASSWORD_TOO_SIMPLE'],
  ['downwards', '876543', 'PASSWORD_TOO_SIMPLE'],
  ['over the nine', '789012', 'PASSWORD_TOO_SIMPLE'],
  ['by twos', '135791', 'PASSWORD_TOO_SIMPLE'],
  ['the same three twice', '407407', 'PASSWORD_TOO_SIMPLE'],
  ['pairs', '447799', 'PASSWORD_TOO_SIMPLE'],
  ['columns of the keypad', '147258', 'PASSWORD_TOO_SIMPLE'],
  ['a lucky number', '758880', 'PASSWORD_TOO_SIMPLE'],
  ['six that say nothing', '407192', undefined],
  ['twelve that say nothing', '407192640815', undefined],
];

for (const [name, password, fault] of table)
  test(`R-PWD-03: ${name}`, () => assert.equal(passwordFault(password, known), fault));

test('R-PWD-03: the initial one ends in an X where the number does, and is typed in either case and width', () => {
  assert.equal(initialPassword('11010519491231002x'), '31002X');
  assert.equal(initialPassword('110101199003079016'), '079016');
  assert.equal(typedPassword(' ３１００２x '), '31002X');
});

test('R-PWD-03: of all six-digit numbers fewer than one in twenty is refused', () => {
  const refused = Array.from({ length: 20_000 }, (_, index) => String((index * 50_021) % 1_000_000).padStart(6, '0'));
  const share = refused.filter((each) => passwordFault(each, known) !== undefined).length / refused.length;
  assert.ok(share < 0.05, String(share));
});
