// How those who share a phone are told apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPerson } from '../../../test/support/people.ts';
import { sayIn } from '../words/words.ts';
import { labelsOf } from './candidates.ts';

const person = (name: string, birth: string, idNumber: string) =>
  testPerson({ name, birthDate: Temporal.PlainDate.from(birth), idNumber });

test('a masked name is enough where no two are alike; otherwise the year, then the end of the number', () => {
  const father = person('王建国', '1960-01-01', '110101196001019906');
  const twins = [
    person('王小明', '2015-01-01', '110101201501019900'),
    person('王小红', '2015-01-01', '110101201501019919'),
  ];
  const mother = person('李秀英', '1962-01-01', '110101196201019908');
  assert.deepEqual(labelsOf([father, mother], sayIn('zh')), ['王**', '李**']);
  assert.deepEqual(labelsOf([father, mother, ...twins], sayIn('zh')), [
    '王** · 1960 年出生',
    '李**',
    '王** · 2015 年出生 · 证件号码末两位 00',
    '王** · 2015 年出生 · 证件号码末两位 19',
  ]);
});
