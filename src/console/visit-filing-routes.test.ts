// A helper at home files the application of the person who is there, and the help request is done with it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { freshKey } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { askForHelp, bankForm, insertStreet, streetForm } from '../../test/support/help.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { listLooks } from '../audit/list-looks.ts';

const program = await consoleOf({ after });
const { city, wiring } = program;
const { sql, keys } = city;
const ownStreet = 'J11010801';
await sql`
  insert into outlets (outlet_id, kind, district, name, address)
  values (${ownStreet}, 'street', '110108', '试验街道', '试验街2号')`;
await insertStreet(city, 'far', '110115');
const street = await program.as('street');

const filled = {
  ...{ idValidity: '长期', phone: '19900000066', homeAddress: '试验市试验区幸福路1号', occupation: 'retired' },
  ...{ taxResidency: 'china', delivery: 'mail', recipient: '王收件', recipientPhone: '19900000077' },
  ...{ address: '试验市试验区长安街2号院', photo: 'uploaded', pledge: 'yes' },
};
const consents = ['sensitive-data', 'share-with-bank'];

const asked = async (form: object, isAccepted = true) => {
  const { personId } = await insertTestPerson(sql, keys);
  const id = await askForHelp(city, personId, form);
  const path = `/console/help-requests/${id}`;
  if (isAccepted) await street.post(`${path}/accept`, { key: freshKey() });
  return { personId, path, filing: `${path}/filing`, form: `${path}/filing/form?bank=102&documents=holder-id` };
};
const ours = { ...streetForm, outletId: ownStreet };

test('R-ELDER-04: the helper files it at the door, the person consents, the request is done, the slip is shown', async () => {
  const { personId, path, filing, form } = await asked(ours);
  assert.ok((await street.get(path)).body.includes(`href="${filing}"`));
  const checks = await street.get(filing);
  assert.match(checks.body, /本人有效身份证件/);
  assert.doesNotMatch(checks.body, /<select id="for"/, 'the helper is nobody’s agent');
  assert.match((await street.get(`${filing}/form?bank=102`)).location, /wrong=documents/);
  const key = randomUUID();
  const send = (changes: object = {}) => street.post(form, { ...filled, key, ...changes }, { consents });
  assert.match((await street.get(form)).body, /证件人像面.*证件国徽面/);
  await sql`delete from uploads where person_id = ${personId}`;
  const lacking = await send();
  assert.equal(lacking.status, 422, 'R-GROUP-09: both sides of the document');
  await insertTestUploads(city, personId);
  const over = await send({ idValidity: '2025.10.08' });
  assert.equal(over.status, 409);
  assert.match(over.body, /身份证件已过有效期/);
  const done = await send();
  assert.match(done.location, /\/filing\/slip\//);
  assert.equal((await send()).location, done.location, 'the same click is the same application');
  assert.equal((await street.get(done.location)).status, 200);
  const [row] = await sql`
    select applications.channel, applications.actor, help_requests.state, help_requests.application_id is not null as told
    from applications join help_requests using (person_id) where person_id = ${personId}`;
  assert.deepEqual({ ...row }, { channel: 'door', actor: 'helper', state: 'done', told: true });
  const [event] = await sql`
    select actor, actor_id, outlet from events where person_id = ${personId} and action = 'submit-application'`;
  assert.deepEqual({ ...event }, { actor: 'helper', actor_id: 'test-street', outlet: ownStreet });
  const given = await sql`select distinct given_by from consents where person_id = ${personId}`;
  assert.deepEqual(
    given.map(({ given_by }) => given_by),
    ['holder'],
  );
});

test('what is typed there is kept, and leaves no further look', async () => {
  const { personId, filing, form } = await asked(ours);
  const looks = async () => (await listLooks(wiring, personId, 100)).length;
  await street.get(form);
  const before = await looks();
  const draft = `${filing}/draft?bank=102&documents=holder-id`;
  for (let times = 0; times < 3; times += 1) assert.equal((await street.post(draft, filled)).status, 303);
  assert.equal(await looks(), before);
  assert.match((await street.get(form)).body, /class="restored"/);
  assert.equal(await looks(), before + 1);
});

test('nothing is filed for a request that is not taken on, is a bank’s, or is another street’s', async () => {
  const bank = await program.as('bank-office');
  const office = await asked(bankForm, false);
  await bank.post(`${office.path}/accept`, { key: freshKey() });
  const cases = [
    [street, await asked(ours, false)],
    [street, await asked({ ...streetForm, outletId: 'street-far' })],
    [bank, office],
  ] as const;
  for (const [clerk, { filing, form }] of cases) {
    assert.equal((await clerk.get(filing)).status, 404);
    assert.equal((await clerk.post(form, { ...filled, key: freshKey() }, { consents })).status, 404);
  }
});
