// A lost card on the pages, without scripts: from the first page, the one button, and what it says until the card is back.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { wholeApp } from '../../test/support/whole-app.ts';
import type { CardId } from '../base/ids.ts';
import { sweepLosses } from '../cards/end-temporary-loss.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

const holder = async (t: TestContext) => {
  const whole = await wholeApp(t);
  const { city, app } = whole;
  const person = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, person.personId);
  const [row] = await city.sql<{ cardId: CardId }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${person.personId} returning card_id as "cardId"`;
  assert.ok(row);
  const { cookie, csrf } = await logIn(city, person.personId, 2);
  const get = (url: string) => app.inject({ url, headers: { cookie } });
  const post = (url: string, fields: Record<string, string> = {}) =>
    app.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
  return { ...whole, ...person, cardId: row.cardId, path: `/cards/${row.cardId}/loss`, get, post };
};

test('R-LOSS-01: a guest finds it on the first page, logs in for it, and no lower than with their name', async (t) => {
  const { app } = await wholeApp(t);
  const home = await app.inject('/');
  assert.match(home.body, /<a class="entry" href="\/loss">/);
  const asked = await app.inject('/loss');
  assert.equal(asked.statusCode, 303);
  assert.match(`${asked.headers.location}`, /^\/login\?level=2&return=%2Floss/);
});

test('R-LOSS-01, R-LOSS-02, R-LOSS-04, R-LOSS-06: two taps from the first page; then until when, the bank, and where to go', async (t) => {
  const { get, post, path, city, personId } = await holder(t);
  assert.ok((await get('/')).body.includes(`href="${path}"`), 'first tap');
  assert.equal((await get('/loss')).headers.location, path);
  const asking = await get(path);
  assert.match(asking.body, new RegExp(`<form method="post" action="${path}"`), 'second tap');
  const key = /name="key" value="([^"]+)"/.exec(asking.body)?.[1] ?? '';
  for (let click = 0; click < 2; click += 1) assert.equal((await post(path, { key })).headers.location, path);
  const events = await city.sql`
    select 1 from events where person_id = ${personId} and action = 'report-temporary-loss'`;
  assert.equal(events.length, 1, 'a double click is one report');
  const said = words((await get(path)).body);
  for (const word of ['已临时挂失', '2025年10月24日', '正在等待银行确认', '工商银行的网点解挂', '即时制卡网点'])
    assert.ok(said.includes(word), `${word}: ${said}`);
  assert.doesNotMatch((await get(path)).body, /<form method="post" action="\/cards/);
  city.passTime({ minutes: 31 });
  assert.match(words((await get(path)).body), /银行还没有确认/);
  assert.match(words((await get('/')).body), /已临时挂失/);
  assert.match(words((await get('/me')).body), /临时挂失/);
  city.passTime({ hours: 360 });
  assert.match(words((await get('/me')).body), /社会保障功能 已启用/, 'over to the minute, swept or not');
  assert.equal(await sweepLosses(city), 1);
  assert.match(words((await get('/me/record')).body), /临时挂失期满，自动解挂/);
});

test('R-LOSS-13: online nothing releases it; another person’s card is nobody’s', async (t) => {
  const { get, post, path, city, app } = await holder(t);
  await post(path);
  for (const url of [`${path}/release`, `${path}/formal`]) assert.equal((await post(url)).statusCode, 404);
  const other = await insertTestPerson(city.sql, city.keys);
  const { cookie } = await logIn(city, other.personId, 2);
  assert.equal((await get(path)).statusCode, 200);
  assert.equal((await app.inject({ url: path, headers: { cookie } })).statusCode, 404);
});
