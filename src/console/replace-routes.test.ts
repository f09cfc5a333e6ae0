// A new card in the console: what an outlet of the bank orders, what it must see first, the slip, and nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';

const withCard = async ({ city }: Console) => {
  const person = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, person.personId);
  const [card] = await city.sql`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${person.personId} returning card_id as "cardId"`;
  await city.sql`update applications set state = 'received' where person_id = ${person.personId}`;
  const home = `/console/people/${person.personId}`;
  return { ...person, home, path: `${home}/cards/${card?.cardId}/replace` };
};

test('R-LOSS-08, R-REISSUE-02, R-REISSUE-06, R-FEE-01: an outlet of the bank orders, with the documents in hand, and gives a slip with the fee', async (t) => {
  const program = await consoleOf(t);
  const outletId = 'Y1021011';
  await program.city.sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values (${outletId}, 'bank', '102', '110101', '试验支行', '试验路1号')`;
  const person = await withCard(program);
  const bank = await program.as('bank-outlet');
  await bank.openRecord(person.personId);
  const page = await bank.get(person.home);
  for (const service of ['reissue', 'exchange-damaged', 'exchange-changed'])
    assert.ok(page.body.includes(`${person.path}/${service}?for=holder`), service);
  const form = { for: 'holder', phone: '19900000001', delivery: 'outlet', outletId };
  const changed = `${person.path}/exchange-changed`;
  assert.match((await bank.get(changed)).body, /特殊身份标识/);
  const both = { documents: ['holder-id', 'card'] };
  assert.equal((await bank.post(changed, { ...form, reason: 'mark' }, both)).status, 409, 'R-REISSUE-06: no paper');
  const damaged = `${person.path}/exchange-damaged`;
  assert.equal((await bank.post(damaged, form, { documents: ['holder-id'] })).status, 409, 'R-REISSUE-02: no card');
  assert.equal((await bank.post(damaged, { ...form, phone: '1' }, both)).status, 422);
  const lost = await bank.post(`${person.path}/reissue`, form, { documents: ['holder-id'] });
  assert.equal(lost.status, 303, lost.body);
  const slip = await bank.get(lost.location);
  for (const said of ['补换卡回执', '补领', '不收工本费', '不能再解挂'])
    assert.ok(slip.body.includes(said), `${said}: ${slip.body}`);
  const [row] = await program.city.sql`
    select social_security, reissue_requested from cards where person_id = ${person.personId}`;
  assert.deepEqual([row?.social_security, row?.reissue_requested], ['formally-lost', true]);
  assert.ok(!(await bank.get(person.home)).body.includes(`${person.path}/reissue?for`), 'one at a time');
});

test('R-REISSUE-10: a street makes no replacements, nor does another bank', async (t) => {
  const program = await consoleOf(t);
  const person = await withCard(program);
  const street = await program.as('street');
  await street.openRecord(person.personId);
  assert.equal((await street.get(`${person.path}/reissue`)).status, 403);
  assert.match((await street.get(person.home)).body, /补领/, 'the menu says where');
  await program.city.sql`update cards set bank = '105' where person_id = ${person.personId}`;
  await program.city.sql`update applications set bank = '105' where person_id = ${person.personId}`;
  const bank = await program.as('bank-outlet');
  assert.equal((await bank.get(`${person.path}/reissue`)).status, 404);
});
