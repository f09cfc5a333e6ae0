// The interview of 我现在能办吗: it asks three questions, then exactly what the gate lacks, and ends with an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, snapshot } from '../../../test/support/questions.ts';
import { channels, groups, services } from '../../policy/question.ts';
import { interview, readAnswers } from './interview.ts';

const at = (query: string) => interview(snapshot, readAnswers(new URLSearchParams(query), day('2025-10-09')));
const answerTo = (query: string) => {
  const stand = at(query);
  assert.equal(stand.state, 'answered');
  return stand.state === 'answered' ? stand.verdict : assert.fail();
};

test('it asks until the three questions are answered, whatever stands in the address', () => {
  for (const query of [
    '',
    'service=apply',
    'service=apply&group=retiree',
    'service=fly&group=retiree&channel=minsheng',
  ])
    assert.equal(at(query).state, 'asking');
});

test('an employee is asked for district and opening, then told to wait with a date (R-GROUP-07)', () => {
  const three = 'service=apply&group=employee&channel=minsheng&on=2025-06-03';
  assert.deepEqual(at(three), { state: 'follow-up', fact: 'person.employer.district' });
  const district = `${three}&person.employer.district=110108`;
  assert.deepEqual(at(district), { state: 'follow-up', fact: 'person.employer.groupOpen' });
  const verdict = answerTo(`${district}&person.employer.groupOpen=no`);
  assert.ok(
    !verdict.permitted &&
      verdict.code === 'EMPLOYER_GROUP_NOT_OPEN' &&
      verdict.instead.some((each) => each.from === '2026-01-01'),
  );
});

test('a retiree is asked for the paying bank and may apply', () => {
  const three = 'service=apply&group=retiree&channel=minsheng';
  assert.deepEqual(at(three), { state: 'follow-up', fact: 'person.pensionBank' });
  const verdict = answerTo(`${three}&person.pensionBank=103`);
  assert.ok(verdict.permitted && verdict.fixedBank === '103');
});

test('no chain of answers is longer than nine questions, and every one ends with an answer', () => {
  const first: Readonly<Record<string, string>> = {
    'person.employer.district': '110108',
    'person.employer.groupOpen': 'yes',
    'person.pensionBank': '102',
    'person.upstreamSettled': 'yes',
    'outlet.bank': '102',
    'outlet.instant': 'yes',
    'card.generation': 'new',
    'card.bank': '102',
    'card.socialSecurity': 'enabled',
    'card.financial': 'active',
    reason: 'other',
  };
  for (const service of services) {
    for (const group of groups) {
      for (const channel of channels) {
        const query = new URLSearchParams({ service, group, channel });
        let stand = at(query.toString());
        for (let asked = 3; stand.state === 'follow-up'; asked += 1) {
          assert.ok(asked < 9, query.toString());
          query.set(stand.fact, first[stand.fact] ?? assert.fail(stand.fact));
          stand = at(query.toString());
        }
        assert.equal(stand.state, 'answered', query.toString());
        assert.ok(
          stand.state === 'answered' && (stand.verdict.permitted || stand.verdict.code !== 'FACT_MISSING'),
          query.toString(),
        );
      }
    }
  }
});
