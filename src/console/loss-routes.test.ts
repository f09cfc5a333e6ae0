// A lost card in the console: at a street outlet, on the telephone and at the issuing bank, each what the gate lets it do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';

const withCard = async ({ city }: Console) => {
  const person = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, person.personId);
  const [card] = await city.sql<{ cardId: string }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${person.personId} returning card_id as "cardId"`;
  assert.ok(card);
  const path = `/console/people/${person.personId}/cards/${card.cardId}/loss`;
  const state = async () => {
    const [row] = await city.sql`
      select social_security, kind from cards
      left join bank_requests on bank_requests.card_id = cards.card_id and state = 'requested'
      where cards.card_id = ${card.cardId}`;
    return [row?.social_security, row?.kind];
  };
  return { ...person, path, state };
};

test('R-LOSS-10, R-LOSS-11, R-LOSS-12: a street takes losses and releases formal ones, told where the account is; the bank the rest', async (t) => {
  const program = await consoleOf(t);
  const person = await withCard(program);
  const street = await program.as('street');
  await street.openRecord(person.personId);
  const report = `${person.path}/report-temporary-loss`;
  assert.equal((await street.post(report, { for: 'holder' })).status, 409, 'the document is not there');
  const shown = { documents: ['holder-id'] };
  const reported = await street.post(report, { for: 'holder' }, shown);
  assert.equal(reported.location, `/console/people/${person.personId}`);
  assert.deepEqual(await person.state(), ['temporarily-lost', 'suspend']);
  const release = `${person.path}/release-temporary-loss`;
  const page = await street.get(`/console/people/${person.personId}`);
  assert.ok(page.body.includes(`${person.path}/report-formal-loss?for=holder`));
  assert.ok(!page.body.includes(`${release}?for`), 'R-LOSS-10: not at a street');
  const both = { documents: ['holder-id', 'card'] };
  assert.equal((await street.post(release, { for: 'holder' }, both)).status, 409);
  const formal = `${person.path}/report-formal-loss`;
  assert.match((await street.post(formal, { for: 'holder' }, shown)).body, /金融功能请到发卡合作银行办理/);
  assert.equal((await street.post(formal, { for: 'holder', told: 'yes' }, shown)).status, 303);
  assert.deepEqual(await person.state(), ['formally-lost', 'suspend'], 'R-LOSS-11: the account is as it was');
  const bank = await program.as('bank-outlet');
  await bank.openRecord(person.personId);
  const freed = await bank.post(`${person.path}/release-formal-loss`, { for: 'holder' }, both);
  assert.equal(freed.status, 303, freed.body);
  assert.deepEqual(await person.state(), ['enabled', 'release-formal-loss']);
});

test('R-HOTLINE-03, G-28, C-46: 96066 reports a temporary loss after the caller check, and nothing else about it', async (t) => {
  const program = await consoleOf(t);
  const person = await withCard(program);
  const clerk = await program.as('hotline');
  await clerk.openRecord(person.personId);
  const report = `${person.path}/report-temporary-loss`;
  assert.match((await clerk.get(report)).body, /callerName/);
  const call = { for: 'holder', callerName: person.name, callerIdNumber: person.idNumber };
  assert.equal((await clerk.post(report, call)).status, 409, 'a further proof');
  const unproved = await clerk.post(report, { ...call, proof: 'service-password', secretTyped: '135790' });
  assert.equal(unproved.status, 409, 'a password is keyed in and verified, not believed');
  assert.equal((await clerk.post(report, { ...call, proof: 'call-back' })).status, 303);
  for (const service of ['release-temporary-loss', 'report-formal-loss', 'release-formal-loss'])
    assert.equal((await clerk.post(`${person.path}/${service}`, { ...call, proof: 'call-back' })).status, 409, service);
  assert.deepEqual(await person.state(), ['temporarily-lost', 'suspend']);
});
