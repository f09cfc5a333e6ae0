// How far people come in the form: each page once a form, in the order of the pages, only when it was answered right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logIn } from '../../test/support/logged-in.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { wholeApp } from '../../test/support/whole-app.ts';
import { stepNames } from '../portal/apply/steps.ts';
import { type FormStep, formSteps, stepsReached } from './form-steps.ts';

const cases: readonly [string, FormStep | undefined, FormStep, readonly FormStep[]][] = [
  ['the first page', undefined, 'record', ['record']],
  ['the next one', 'record', 'contact', ['contact']],
  ['one that was answered before', 'contact', 'record', []],
  ['the same one again', 'contact', 'contact', []],
  ['one behind a page that was settled beforehand', 'bank', 'delivery', ['outlet', 'delivery']],
];
for (const [name, reached, step, wanted] of cases)
  test(`counted for ${name}: ${wanted.join(', ') || 'nothing'}`, () =>
    assert.deepEqual(stepsReached(reached, step), wanted));

test('the pages are those of the form, in its order', () => {
  assert.deepEqual(
    stepNames.filter((step) => formSteps.some((each) => each === step)),
    formSteps,
  );
});

test('a page counts when it was answered without a mistake, once, and nothing says whose form it is', async (t) => {
  const { app, city } = await wholeApp(t);
  const counts = async (): Promise<readonly string[]> =>
    (
      await city.sql`select day, step, sum(count)::int as count from form_steps group by day, step order by step desc`
    ).map(({ day, step, count }) => `${day} ${step} ${count}`);
  for (let people = 0; people < 2; people += 1) {
    const { personId } = await insertTestPerson(city.sql, city.keys);
    const { cookie, csrf } = await logIn(city, personId);
    const answer = async (step: FormStep, form: Readonly<Record<string, string>>): Promise<void> => {
      const payload = new URLSearchParams({ _csrf: csrf, ...form }).toString();
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
      const { statusCode, body } = await app.inject({ method: 'POST', url: `/apply/${step}`, headers, payload });
      assert.equal(statusCode, 303, body);
    };
    await answer('record', { recordConfirmed: 'yes' });
    await answer('contact', { phone: '19900000001', address: '' });
    assert.deepEqual(await counts(), [
      `2025-10-09 record ${people + 1}`,
      ...(people > 0 ? ['2025-10-09 contact 1'] : []),
    ]);
    await answer('contact', { phone: '19900000001', address: '海淀区示范路1号院2号楼303' });
    await answer('record', { recordConfirmed: 'yes' });
    await answer('contact', { phone: '19900000002', address: '海淀区示范路1号院2号楼303' });
    assert.deepEqual(await counts(), [`2025-10-09 record ${people + 1}`, `2025-10-09 contact ${people + 1}`]);
  }
});
