// A change of bank on the pages: what it means, where the person stands, and the counter of the issuing bank that takes the card back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, mailedCard, mailForm } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertOldCard, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('R-CHANGEBANK-03 to R-CHANGEBANK-07: said before the first step, done at the issuing bank, and step by step to the new card', async (t) => {
  const program = await consoleOf(t);
  const { city, app } = program;
  const { sql, keys } = city;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  const { personId } = await insertTestPerson(sql, keys);
  await mailedCard(city, personId);
  const [card] = await sql`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${personId} returning card_id as "cardId"`;
  await sql`update applications set state = 'received' where person_id = ${personId}`;
  const { cookie } = await logIn(city, personId, 2);
  const see = async (url: string) => words((await app.inject({ url, headers: { cookie } })).body);
  const before = await see('/me/change-bank');
  for (const said of [
    '原卡由银行收回',
    '没有可用的实体社保卡',
    '满 6 个月',
    '在职转退休',
    '【现在】到工商银行网点注销原卡',
    '社保卡',
  ])
    assert.ok(before.includes(said), `${said}: ${before}`);
  const bank = await program.as('bank-outlet');
  const home = `/console/people/${personId}`;
  const path = `${home}/cards/${card?.cardId}/change-bank-cancel`;
  assert.ok((await bank.openRecord(personId)).body.includes(`${path}?for=holder`));
  assert.match((await bank.get(path)).body, /没有可用的卡.*原卡已收回/s);
  const shown = { documents: ['holder-id', 'card'] };
  const form = { for: 'holder', warned: 'yes', collected: 'yes' };
  assert.match((await bank.post(path, { ...form, warned: '' }, shown)).body, /请先向本人说明/);
  assert.match((await bank.post(path, { ...form, collected: '' }, shown)).body, /请先收回原卡/);
  assert.equal((await (await program.as('street')).get(path)).status, 403);
  assert.equal((await bank.post(path, form, shown)).location, home);
  const left = await see('/me/change-bank');
  assert.match(
    left,
    /【已完成】到工商银行网点注销原卡.*已收回原卡并注销.*【现在】向新银行申领.*本人到新银行网点申领.*也可以在网上申领/,
  );
  assert.match(await see('/'), /原卡已注销，请向新银行申领/);
  await insertTestUploads(city, personId);
  await apply(city, personId, { ...mailForm, bank: '104' });
  const applied = await see('/me/change-bank');
  assert.match(applied, /【已完成】向新银行申领.*【现在】领到新卡并启用.*2026年4月9日起可以再次更换银行/);
  assert.doesNotMatch(applied, /现在还不能办理/, 'nothing is left to do but to wait');
  assert.match(await see('/me/record'), /更换合作银行/);
});

test('R-CHANGEBANK-01, R-CHANGEBANK-02: with an old card the application is the change; without any there is none', async (t) => {
  const { city, app } = await consoleOf(t);
  const see = async (day: string, withCard: boolean) => {
    city.setClock(Temporal.Instant.from(`${day}T10:00+08:00`));
    const { personId } = await insertTestPerson(city.sql, city.keys);
    if (withCard) await insertOldCard(city.sql, city.keys, personId);
    const { cookie } = await logIn(city, personId, 2);
    return words((await app.inject({ url: '/me/change-bank', headers: { cookie } })).body);
  };
  const centralized = await see('2025-10-09', true);
  assert.match(
    centralized,
    /您现在申领第三代社保卡的发卡银行是工商银行.*旧卡不用交回/,
    'within the limits of the group',
  );
  assert.doesNotMatch(centralized, /网点现场办理/, 'no counter before 2026');
  assert.match(await see('2026-01-12', true), /选择想换的银行.*也可以直接到想换的银行网点现场办理，带：/);
  assert.match(await see('2026-01-12', false), /您现在没有社保卡/);
});
