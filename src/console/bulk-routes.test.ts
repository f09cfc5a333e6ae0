// Several applications at once: looked through first, done one by one, and done once however often the form is sent.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { mostAtOnce } from './bulk-actions.ts';

const program = await consoleOf({ after });
const { city } = program;
const { sql, keys } = city;
const bureau = await program.as('bureau');

const applied = async (): Promise<string> => {
  const { personId } = await insertTestPerson(sql, keys);
  await insertTestUploads(city, personId);
  return (await apply(city, personId, { ...mailForm, bank: '102' })).number;
};
const inProduction = async (): Promise<string> => {
  const number = await applied();
  city.passTime({ minutes: 10 });
  await reportsOf(city, { number, bank: '102' }).opened();
  return number;
};

const happened = async (action: string): Promise<readonly string[]> => {
  const rows = await sql<{ number: string }[]>`
    select applications.number from events join applications
      on subject = 'application:' || application_id and events.person_id = applications.person_id
    where action = ${action}`;
  return rows.map(({ number }) => number).toSorted();
};
const messages = async (): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from jobs where kind = 'send-message'`;
  return row?.count ?? 0;
};
/** The last column of each row, by the application's number. */
const outcomes = (body: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...body.matchAll(/<th scope="row">([^<]+)<\/th>.*?<td[^>]*>([^<]*)<\/td><\/tr>/g)].map(([, number, text]) => [
      number,
      text,
    ]),
  );

const reject = '/console/bulk/reject';
const reasons = ['contact-incomplete', 'card-photo-unsuitable'];

test('3.3-f: sending back shows first what would become of each, and changes nothing', async () => {
  const [waiting, made, fresh] = [await applied(), await inProduction(), await applied()];
  city.passTime({ seconds: -1 });
  const before = await messages();
  const { status, body } = await bureau.post(
    reject,
    { back: '/console/queue?bank=102' },
    {
      numbers: [waiting, made, fresh, waiting, 'K7QM-2X4T-9ABC'],
    },
  );
  assert.equal(status, 200);
  assert.deepEqual(
    outcomes(body),
    {
      [waiting]: '退回申请人修改',
      [made]: '不能：现在的状态不允许',
    },
    'what may still be withdrawn is nobody’s yet',
  );
  assert.match(body, /1 件将退回申请人修改.*1 件不能退回/);
  const sentOn = [...body.matchAll(/name="numbers" value="([^"]+)"/g)].map(([, number]) => number);
  assert.deepEqual(sentOn, [waiting], 'only what would be done is sent on');
  assert.deepEqual(await happened('reject-application'), []);
  assert.equal(await messages(), before);
});

test('each is a command of its own: sent again after an interruption, the rest is done and nothing twice', async () => {
  const [first, second] = [await applied(), await applied()];
  city.passTime({ minutes: 10 });
  const made = await inProduction();
  const key = randomUUID();
  const before = await messages();
  const confirm = (numbers: readonly string[], changes: object = {}) =>
    bureau.post(`${reject}/confirmed`, { key, ...changes }, { numbers, reasons });
  assert.equal((await confirm([first])).status, 200, 'the connection broke after this one');
  const whole = await confirm([first, second, made]);
  assert.deepEqual(outcomes(whole.body), {
    [first]: '已退回',
    [second]: '已退回',
    [made]: '不能：现在的状态不允许',
  });
  assert.match(whole.body, /已退回 2 件，1 件没有退回/);
  assert.deepEqual(outcomes((await confirm([first, second, made])).body), outcomes(whole.body));
  const ofThese = (await happened('reject-application')).filter((number) => [first, second, made].includes(number));
  assert.deepEqual(ofThese, [first, second].toSorted(), 'one event each');
  assert.equal(await messages(), before + 2, 'each of the two is told once');
  const otherReasons = await bureau.post(
    `${reject}/confirmed`,
    { key },
    { numbers: [first], reasons: ['other-person-in-photo'] },
  );
  assert.equal(otherReasons.status, 422, 'a reason that is not listed is none');
  const again = await bureau.post(`${reject}/confirmed`, { key }, { numbers: [first], reasons: ['record-differs'] });
  assert.deepEqual(outcomes(again.body), { [first]: '这次提交已经用于别的原因，请回到列表重新选择' });
});

test('G-38: several are held for a listed reason and let go on where they stood', async () => {
  const [waiting, made] = [await applied(), await inProduction()];
  city.passTime({ minutes: 10 });
  const numbers = [waiting, made];
  const act = async (action: string, form: object = {}, several: object = {}) => {
    const { body } = await bureau.post(
      `/console/bulk/${action}/confirmed`,
      { key: randomUUID(), ...form },
      { numbers, ...several },
    );
    return Object.values(outcomes(body));
  };
  assert.deepEqual(await act('release'), ['不能：现在的状态不允许', '不能：现在的状态不允许']);
  assert.deepEqual(await act('hold', {}, { reasons: ['name-changed'] }), ['已暂缓', '已暂缓']);
  assert.deepEqual(await act('hold', {}, { reasons: ['name-changed'] }), [
    '不能：现在的状态不允许',
    '不能：现在的状态不允许',
  ]);
  assert.deepEqual(await act('release'), ['已恢复', '已恢复']);
  const states = await sql<
    { state: string }[]
  >`select state from applications where number = any(${numbers}) order by state`;
  assert.deepEqual(
    states.map(({ state }) => state),
    ['in-production', 'submitted'],
  );
});

test('without a reason, without a choice, or too many at once: nothing is done', async () => {
  const number = await applied();
  city.passTime({ minutes: 10 });
  const before = await happened('reject-application');
  const key = randomUUID();
  const noReason = await bureau.post(`${reject}/confirmed`, { key }, { numbers: [number] });
  assert.equal(noReason.status, 422);
  assert.match(noReason.body, /请至少选择一项原因/);
  assert.ok(noReason.body.includes(`name="key" value="${key}"`), 'it is the same form still');
  assert.equal((await bureau.post(reject)).status, 422);
  const known = Array.from({ length: mostAtOnce }, drawApplicationNumber);
  const tooMany = await bureau.post(`${reject}/confirmed`, { key }, { numbers: [number, ...known], reasons });
  assert.match(tooMany.body, /一次最多处理 50 件/);
  assert.deepEqual(await happened('reject-application'), before);
});

test('R-QUERY-01: the bureau urges the late ones on, once a day, and its person reads it', async () => {
  city.setClock(Temporal.Instant.from('2025-10-09T09:00:00+08:00'));
  const [late, made] = [await applied(), await inProduction()];
  await reportsOf(city, { number: made, bank: '102' }).produced();
  city.passTime({ hours: 31 * 24 });
  const young = await applied();
  city.passTime({ minutes: 10 });
  const urge = (key: string) => bureau.post('/console/bulk/urge/confirmed', { key }, { numbers: [late, made, young] });
  const preview = await bureau.post('/console/bulk/urge', {}, { numbers: [late, made, young] });
  const refusal = '不催办：还没有逾期，或已经制卡';
  assert.deepEqual(outcomes(preview.body), { [late]: '记录催办', [made]: refusal, [young]: refusal });
  const done = { [late]: '已催办', [made]: refusal, [young]: refusal };
  assert.deepEqual(outcomes((await urge(randomUUID())).body), done);
  assert.deepEqual(outcomes((await urge(randomUUID())).body), done);
  assert.deepEqual(await happened('urge-application'), [late]);
});

test('the way back is a page of the queue and nothing else', async () => {
  for (const back of ['https://example.org/', '//example.org', '/console/queue?x="><script>', '/console/logout'])
    assert.match((await bureau.post(reject, { back })).body, /class="button" href="\/console"/, back);
  const kept = await bureau.post(reject, { back: '/console/queue?list=submitted&bank=102' });
  assert.match(kept.body, /href="\/console\/queue\?list=submitted&amp;bank=102"/);
});

test('who may do none of it has nothing to tick', async () => {
  const number = await applied();
  city.passTime({ minutes: 10 });
  assert.match(
    (await bureau.get('/console/queue?list=submitted')).body,
    new RegExp(`name="numbers" value="${number}"`),
  );
  const office = await (await program.as('bank-office')).get('/console/queue?list=submitted');
  assert.ok(office.body.includes(number));
  assert.doesNotMatch(office.body, /name="numbers"|bulk/);
});
