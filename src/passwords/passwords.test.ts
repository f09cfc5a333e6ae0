// The service password on a database: initial, changed, mistyped, locked, reset, and checked for whoever answers a call.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { authorise } from '../../test/support/authorised.ts';
import { codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import type { Served } from '../cards/card-asker.ts';
import type { PersonRecord } from '../people/person.ts';
import { type ChangingPassword, changePassword, type PasswordAsker } from './change-password.ts';
import { initialPassword } from './guessable.ts';
import { findPasswordState } from './passwords-store.ts';
import { type ResettingPassword, resetPassword } from './reset-password.ts';
import { type Verifying, verifyPassword } from './verify-password.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const good = '407192';
const other = '820465';
const wrong = '999991';

const counter = (documents: Served['documents']): Served => ({
  by: 'staff',
  outletId: 'street-1',
  bank: null,
  documents,
});
const online = (): PasswordAsker => ({
  ...{ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3 },
  ...{ channel: 'minsheng', language: 'zh', key: freshKey() },
});

const changeTo = (newPassword: string, changes: Partial<ChangingPassword> = {}) =>
  changePassword(city, { ...online(), oldPassword: initialPassword(person.idNumber), newPassword, ...changes });
const reset = (chosen: string | null, changes: Partial<ResettingPassword> = {}) =>
  resetPassword(city, { ...online(), chosen, ...changes });
const verify = (typed: string, changes: Partial<Verifying> = {}) =>
  verifyPassword(city, {
    acting: { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', outlet: null, bank: null },
    ...{ personId: person.personId, typed, purpose: 'query', ...changes },
  });
const state = () => findPasswordState(sql, person.personId);
/** What waits to be sent to them, opened. */
const jobTexts = async (): Promise<readonly string[]> => {
  const jobs = await sql<{ sealed: Buffer }[]>`select sealed from jobs where person_id = ${person.personId}`;
  return jobs.map(({ sealed }) => keys.open('jobs.sealed', person.personId, sealed));
};
const actions = async () =>
  (await sql`select action from events where person_id = ${person.personId} order by seq`).map(({ action }) => action);

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys, { phone: '19900008888' });
});

describe('the initial service password', () => {
  it('R-PWD-03, C-13: is the last six of the ID number, in either case, and good for a query only', async () => {
    const initial = initialPassword(person.idNumber);
    assert.equal(initial, person.idNumber.slice(-6));
    assert.equal(codeOf(await verify(initial.toLowerCase())), 'ok');
    assert.equal(codeOf(await verify(initial, { purpose: 'act' })), 'PASSWORD_NOT_VERIFIED');
    assert.equal(await state(), 'initial');
    done(await changeTo(good));
    assert.equal(await state(), 'set');
    assert.equal(codeOf(await verify(initial)), 'PASSWORD_NOT_VERIFIED');
    assert.equal(codeOf(await verify(good, { purpose: 'act' })), 'ok');
  });
});

describe('changing and resetting', () => {
  it('R-PWD-05: online at level 3 with the old one; the same command twice is one change', async () => {
    const key = freshKey();
    assert.equal(codeOf(await changeTo(good, { level: 2 })), 'LEVEL_TOO_LOW');
    done(await changeTo(good, { key }));
    done(await changeTo(good, { key }));
    assert.equal(codeOf(await changeTo(other, { key })), 'KEY_REUSED', 'another password is another command');
    assert.deepEqual(await actions(), ['change-password']);
    assert.equal(codeOf(await changeTo(good, { oldPassword: good })), 'PASSWORD_UNCHANGED');
    assert.equal(codeOf(await changeTo('19550302', { oldPassword: good })), 'PASSWORD_FROM_RECORD');
    assert.equal(codeOf(await changeTo('12345', { oldPassword: good })), 'PASSWORD_SHAPE');
    done(await changeTo(other, { oldPassword: good }));
  });

  it('R-PWD-05, C-46: at a counter with the ID, not by 96066', async () => {
    const served = counter(['holder-id']);
    const at = { channel: 'street', actorId: 'clerk-1', level: 0, served } as const;
    assert.equal(codeOf(await changeTo(good, { ...at, served: counter([]) })), 'DOCUMENT_MISSING');
    done(await changeTo(good, at));
    done(await reset(null, at));
    assert.equal(await state(), 'initial');
    for (const phone of [{ ...at, channel: 'hotline', served: counter([]) }] as const) {
      assert.equal(codeOf(await reset(null, phone)), 'SERVICE_NOT_AT_CHANNEL');
      assert.equal(codeOf(await changeTo(good, phone)), 'SERVICE_NOT_AT_CHANNEL');
    }
  });

  it('R-PROXY-01, C-33: an agent changes it, knowing the old one, and never resets it', async () => {
    const served = counter(['holder-id', 'card', 'agent-id', 'authorisation']);
    const authorisationId = await authorise(city, person.personId);
    const agent = { channel: 'street', actorId: 'clerk-1', level: 0, actor: 'agent', served, authorisationId } as const;
    done(await changeTo(good, agent));
    assert.equal(codeOf(await reset(null, agent)), 'ACTOR_NOT_ALLOWED');
    const [event] = await sql`
      select facts from events where person_id = ${person.personId} and action = 'change-password'`;
    assert.deepEqual([event?.facts['asked-by'], event?.facts.authorisation], ['agent', authorisationId]);
  });

  it('R-PWD-01: nothing is told to a bank, and no password stands in an event, an answer, a job or a message', async () => {
    done(await changeTo(good));
    done(await reset(other));
    const stored = await sql`select to_jsonb(events) as row from events where person_id = ${person.personId}`;
    const [kept] = await sql`select sealed from service_passwords where person_id = ${person.personId}`;
    const texts = [JSON.stringify(stored), ...(await jobTexts())];
    for (const text of texts) for (const password of [good, other]) assert.ok(!text.includes(password), text);
    assert.ok(!Buffer.from(kept?.sealed).includes(other));
    const opened = keys.open('service_passwords.sealed', person.personId, kept?.sealed);
    assert.ok(!opened.includes(other) && opened.includes('"N":32768'), 'a slow digest, sealed besides');
    const [{ callbacks } = { callbacks: '?' }] = await sql`select count(*)::int as callbacks from callbacks`;
    assert.equal(callbacks, 0);
  });
});

describe('wrong tries', () => {
  it('R-PWD-02, C-13: five in a row lock it wherever they are made; the answer never says which was wrong', async () => {
    done(await changeTo(good));
    for (let tried = 1; tried <= 3; tried += 1) assert.equal(codeOf(await verify(wrong)), 'PASSWORD_NOT_VERIFIED');
    assert.equal(codeOf(await verify(good)), 'ok', 'a right one makes good for three wrong ones');
    for (let tried = 1; tried <= 4; tried += 1) assert.equal(codeOf(await verify(wrong)), 'PASSWORD_NOT_VERIFIED');
    assert.equal(await state(), 'set');
    assert.equal(codeOf(await changeTo(other, { oldPassword: wrong })), 'PASSWORD_LOCKED');
    assert.equal(await state(), 'locked');
    assert.equal(codeOf(await verify(good)), 'PASSWORD_NOT_VERIFIED', 'the right one too');
    assert.equal(codeOf(await changeTo(other, { oldPassword: good })), 'PASSWORD_LOCKED');
    assert.equal(codeOf(await verify(good, { personId: undefined })), 'PASSWORD_NOT_VERIFIED', 'nobody has the number');
    const texts = await jobTexts();
    assert.equal(texts.filter((text) => text.includes('service-proof-locked')).length, 1);
    done(await reset(other));
    assert.equal(await state(), 'set');
    assert.equal(codeOf(await verify(other, { purpose: 'act' })), 'ok');
  });

  it('C-13: guesses at the same moment count one by one', async () => {
    done(await changeTo(good));
    const tries = await Promise.all(Array.from({ length: 8 }, () => verify(wrong)));
    assert.ok(tries.every((each) => codeOf(each) === 'PASSWORD_NOT_VERIFIED'));
    const counted = (await actions()).filter((action) => action === 'mistype-password').length;
    assert.ok(counted >= 1 && counted <= 5, `${counted} counted`);
    const [row] = await sql`select wrong_tries from service_passwords where person_id = ${person.personId}`;
    assert.equal(row?.wrong_tries, counted);
  });
});
