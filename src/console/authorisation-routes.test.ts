// The word of a person from the outlet that records it to the agent's own pages, and back when it is revoked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertTestPerson, testPerson } from '../../test/support/people.ts';
import type { PersonId } from '../base/ids.ts';

const plain = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

const cardAndAgent = async ({ city }: Console) => {
  const holder = await insertTestPerson(city.sql, city.keys);
  const agent = await insertTestPerson(city.sql, city.keys, {
    ...{ name: '李代办', birthDate: Temporal.PlainDate.from('1981-01-01') },
  });
  const blind = city.keys.blind('id-number', agent.idNumber);
  await city.sql`insert into id_numbers (blind, person_id) values (${blind}, ${agent.personId})`;
  await city.sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', ${'试验支行'}, ${'试验路1号'})`;
  await mailedCard(city, holder.personId);
  const [card] = await city.sql<{ cardId: string }[]>`
    select card_id as "cardId" from cards where person_id = ${holder.personId}`;
  return { holder, agent, card };
};

/** Their pages, without a browser. */
const portal = async ({ city, app }: Console, personId: PersonId) => {
  const { cookie, csrf } = await logIn(city, personId);
  const get = (url: string) => app.inject({ url, headers: { cookie } });
  const post = (url: string, fields: Record<string, string> = {}) =>
    app.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
  return { get, post };
};

test('R-PROXY-01, R-PROXY-02, R-ENABLE-05, C-32: recorded at a street, used at a bank and online, shown on whose behalf, revoked', async (t) => {
  const program = await consoleOf(t);
  const { holder, agent, card } = await cardAndAgent(program);
  const path = `/console/people/${holder.personId}`;
  const street = await program.as('street');
  await street.openRecord(holder.personId);
  const page = await street.get(`${path}/authorisations`);
  assert.match(plain(page.body), /没有登记过授权委托.*代办人姓名/);
  const typed = { name: '李代办', idNumber: agent.idNumber, until: '2026-10-09' };
  const services = ['enable', 'report-temporary-loss', 'change-password', 'query-status'];
  const incomplete = await street.post(`${path}/authorisations`, typed, { services, documents: ['holder-id'] });
  assert.equal(incomplete.status, 409);
  assert.match(incomplete.body, /value="李代办"/, 'what was typed stays');
  const documents = ['holder-id', 'agent-id', 'authorisation'];
  assert.equal((await street.post(`${path}/authorisations`, typed, { services, documents })).status, 303);
  const listed = await street.get(`${path}/authorisations`);
  const [, id = ''] = /authorisations\/([0-9a-f-]{36})\/revoke/.exec(listed.body) ?? [];
  assert.match(plain(listed.body), /李\*\*.*2026年10月9日.*有效/);

  const bank = await program.as('bank-outlet');
  await bank.openRecord(holder.personId);
  const enabling = `${path}/cards/${card?.cardId}/enable`;
  const asked = await bank.get(`${enabling}?for=agent`);
  assert.ok(asked.body.includes(`name="authorisation" value="${id}"`), asked.body);
  const shown = { documents: [...documents, 'card'] };
  const nameless = await bank.post(enabling, { for: 'agent' }, shown);
  assert.equal(nameless.status, 409, 'nobody acts for another unnamed');
  assert.equal((await bank.post(enabling, { for: 'agent', authorisation: id }, shown)).status, 303);
  assert.match(plain((await bank.get(path)).body), /启用社会保障功能[^。]*由李\*\*代办/);

  const theirs = await portal(program, agent.personId);
  assert.ok((await theirs.get('/for-others/acting')).body.includes(`href="/for-others/acting/${id}"`));
  const acting = `/for-others/acting/${id}`;
  assert.match(plain((await theirs.get(acting)).body), /为张\*\*办理.*已启用/);
  const twice = { service: 'change-password', secretOld: 'x', secretNew: '407192', secretAgain: '407193' };
  assert.equal((await theirs.post(acting, twice)).statusCode, 422);
  assert.equal((await theirs.post(acting, { ...twice, secretAgain: '407192' })).statusCode, 422, 'a wrong old one');
  const lost = await theirs.post(acting, { service: 'report-temporary-loss', key: 'one' });
  assert.equal(lost.headers.location, `${acting}?done=yes`);

  const own = await portal(program, holder.personId);
  const record = plain((await own.get('/me/record')).body);
  assert.match(record, /临时挂失[^。]*由李\*\*代办/);
  assert.match(record, /受您委托的人查看卡的状态/);
  assert.match(plain((await own.get('/me/authorisations')).body), /李\*\*.*有效.*可以代办/);
  assert.equal((await theirs.post(`/me/authorisations/${id}/revoke`)).statusCode, 404, 'not theirs to revoke');
  assert.equal((await own.post(`/me/authorisations/${id}/revoke`)).statusCode, 303);
  assert.match(plain((await own.get('/me/authorisations')).body), /已撤销/);
  assert.equal((await theirs.get(acting)).statusCode, 404);
  const secrets = { secretOld: 'x', secretNew: '407192', secretAgain: '407192' };
  const change = { for: 'agent', authorisation: id, service: 'change-password', ...secrets };
  const late = await bank.post(`${path}/password`, change, shown);
  assert.match(plain(late.body), /授权已撤销/);
});

test('R-PROXY-01: at an outlet a holder who is there takes their word back, and nobody without them', async (t) => {
  const program = await consoleOf(t);
  const { personId } = await insertTestPerson(program.city.sql, program.city.keys);
  const street = await program.as('street');
  await street.openRecord(personId);
  const path = `/console/people/${personId}/authorisations`;
  const { idNumber } = testPerson({ birthDate: Temporal.PlainDate.from('1980-01-01') });
  const typed = { name: '王代办', idNumber, until: '2026-10-09' };
  const shown = { services: ['cancel'], documents: ['holder-id', 'agent-id', 'authorisation'] };
  const first = await street.post(path, typed, shown);
  assert.equal(first.status, 303, plain(first.body));
  const [, id = ''] = /authorisations\/([0-9a-f-]{36})\/revoke/.exec((await street.get(path)).body) ?? [];
  assert.equal((await street.post(`${path}/${id}/revoke`)).status, 422);
  assert.equal((await street.post(`${path}/${id}/revoke`, { documents: 'holder-id' })).status, 303);
  assert.match(plain((await street.get(path)).body), /已撤销/);
});
