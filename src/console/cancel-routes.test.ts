// Cancelling in the console: at a street outlet the function, at the issuing bank the account too, and never the account first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';

test('R-CANCEL-02 to R-CANCEL-04, R-CANCEL-07: the function at a street, by reason and paper; then the account at its bank', async (t) => {
  const program = await consoleOf(t);
  const { sql, keys } = program.city;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  const person = await insertTestPerson(sql, keys);
  await mailedCard(program.city, person.personId);
  const [card] = await sql`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${person.personId} returning card_id as "cardId"`;
  const home = `/console/people/${person.personId}`;
  const path = `${home}/cards/${card?.cardId}`;
  const bank = await program.as('bank-outlet');
  await bank.openRecord(person.personId);
  assert.ok(!(await bank.get(home)).body.includes(`${path}/cancel-finance?`), 'R-CANCEL-07');
  const street = await program.as('street');
  await street.openRecord(person.personId);
  assert.ok((await street.get(home)).body.includes(`${path}/cancel?for=holder`));
  const form = { for: 'holder', reason: 'settled-abroad' };
  const shown = { documents: ['holder-id', 'card'] };
  assert.equal((await street.post(`${path}/cancel`, { for: 'holder' }, shown)).status, 422, 'no reason');
  assert.equal((await street.post(`${path}/cancel`, form, shown)).status, 409, 'R-CANCEL-02: not settled');
  const proved = { documents: [...shown.documents, 'settlement-proof'] };
  const dead = await street.post(`${path}/cancel`, { ...form, reason: 'death' }, proved);
  assert.match(dead.body, /由代办人/, 'G-03');
  assert.equal((await street.post(`${path}/cancel`, form, proved)).location, home);
  const page = await bank.get(home);
  assert.ok(page.body.includes(`${path}/cancel-finance?for=holder`), page.body);
  assert.ok(!page.body.includes(`${path}/cancel?for`));
  const account = await bank.post(`${path}/cancel-finance`, { for: 'holder' }, shown);
  assert.equal(account.location, home, account.body);
  const [row] = await sql`
    select social_security, kind from cards join bank_requests on bank_requests.card_id = cards.card_id
    where cards.card_id = ${card?.cardId}`;
  assert.deepEqual([row?.social_security, row?.kind], ['cancelled', 'cancel']);
});
