// Requests to the banks in the console: who sees which, what is late in words, and asking once more.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { activeCard, done, freshKey } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { sweepBankRequests } from '../finance/ask-again.ts';

let program: Console;
const ends: (() => Promise<void>)[] = [];
before(async () => {
  program = await consoleOf({ after: (end) => void ends.push(end) });
});
after(async () => {
  for (const end of ends) await end();
});

test('R-BANK-10: what waits for a bank is seen by its office, the bureau and 96066, late in words, and asked once more', async () => {
  const { city } = program;
  const { sql } = city;
  const { personId, name } = await insertTestPerson(sql, city.keys);
  const cardId = await activeCard(city, personId);
  const holder = { personId, cardId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng' } as const;
  done(await changeLoss(city, { ...holder, service: 'report-temporary-loss', key: freshKey() }));
  const [{ id } = assert.fail('nothing was asked')] = await sql`select bank_request_id as id from bank_requests`;
  const office = await program.as('bank-office');
  const list = async (query = '') => (await office.get(`/console/bank-requests${query}`)).body;
  assert.match(await list(), /暂停金融功能<\/th>.*等待银行答复/s);
  assert.ok(!(await list()).includes(name), 'nobody’s name');
  assert.match(await list('?list=late'), /没有这样的事项/);
  city.passTime({ minutes: 30 });
  assert.match(await list('?list=late'), /逾期未答复，已请办 1 次/, 'late before anybody swept');
  for (let round = 0; round < 3; round += 1) {
    await sweepBankRequests(city);
    city.passTime({ minutes: 30 });
  }
  const hotline = (await (await program.as('hotline')).get('/console/bank-requests?list=late')).body;
  assert.match(hotline, /请持卡人直接致电该行/);
  assert.ok(!hotline.includes(`${id}/ask`), 'asking again is not theirs');
  const bureau = await program.as('bureau');
  const ask = async () => (await bureau.post(`/console/bank-requests/${id}/ask`, { round: '3' })).location;
  assert.match((await bureau.get(await ask())).body, /已再次请银行办理/);
  assert.match(await ask(), /asked=yes/, 'a second click is the same');
  const [row] = await sql`select state, rounds from bank_requests`;
  assert.deepEqual({ ...row }, { state: 'requested', rounds: 4 });
  await sql`update bank_requests set bank = '104'`;
  assert.match(await list(), /没有这样的事项/, 'another bank’s');
  assert.match((await office.post(`/console/bank-requests/${id}/ask`, { round: '4' })).location, /asked=no/);
});
