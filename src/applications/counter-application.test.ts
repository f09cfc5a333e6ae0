// Shows that a clerk at a counter files an application of the person who stands there, by the rules of that counter and day.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonRecord } from '../people/person.ts';
import { applicationForm } from './application-form.ts';
import { type AtCounter, type Submission, submitApplication } from './submit-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const atStreet: AtCounter = {
  outletId: 'street-a',
  bank: null,
  instant: false,
  documents: ['holder-id'],
  idValidity: 'long-term',
};
const atBank: AtCounter = { ...atStreet, outletId: 'outlet-104', bank: '104' };

const byClerk = (changes: Partial<Submission> = {}): Submission => ({
  ...{ personId: person.personId, actor: 'holder', actorId: 'clerk-7', level: 0, channel: 'street', key: freshKey() },
  ...{ counter: atStreet, form: applicationForm.parse({ ...mailForm, bank: '104' }) },
  ...changes,
});
const code = async (changes: Partial<Submission>): Promise<string> =>
  codeOf(await submitApplication(city, byClerk(changes)));

beforeEach(async () => {
  city.setClock(Temporal.Instant.from('2026-03-02T10:00:00+08:00'));
  person = await insertTestPerson(sql, keys);
});

describe('an application at a counter', () => {
  it('R-CHAN-19, R-PROD-05: at a street outlet it is due in 30 days, and says who filed it, where, on whose word', async () => {
    const { applicationId, dueOn } = done(await submitApplication(city, byClerk()));
    assert.equal(dueOn, '2026-04-01');
    const [row] = await sql`select channel, actor from applications where application_id = ${applicationId}`;
    assert.deepEqual({ ...row }, { channel: 'street', actor: 'holder' });
    const [event] = await sql`
      select actor, actor_id, channel, outlet, rules, facts from events
      where person_id = ${person.personId} and action = 'submit-application'`;
    assert.deepEqual(
      [event?.actor, event?.actor_id, event?.channel, event?.outlet, event?.facts.onWordOf, event?.facts.documents],
      ['staff', 'clerk-7', 'street', 'street-a', 'holder', 'holder-id'],
    );
    assert.ok(event?.rules.includes('R-CHAN-19'), String(event?.rules));
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-CHAN-19: a document that is over is refused, and leaves a refusal', async () => {
    const shown = (day: string) => ({ counter: { ...atStreet, idValidity: Temporal.PlainDate.from(day) } });
    assert.equal(await code(shown('2025-12-01')), 'ID_NOT_VALID');
    assert.equal(await code(shown('2026-03-01')), 'ID_NOT_VALID');
    const [left] = await sql`select code, rules from refusals where person_id = ${person.personId} order by at limit 1`;
    assert.deepEqual({ ...left }, { code: 'ID_NOT_VALID', rules: ['R-CHAN-19'] });
    assert.equal(await code(shown('2026-03-02')), 'ok');
  });

  it('R-PROD-04: at a bank’s counter that makes none on the spot it is due in four working days', async () => {
    const { dueOn, bank } = done(await submitApplication(city, byClerk({ channel: 'bank', counter: atBank })));
    assert.deepEqual([dueOn, bank], ['2026-03-06', '104']);
  });

  it('G-26: a bank’s counter applies for its own card, a street outlet for any', async () => {
    const counter = { ...atBank, outletId: 'outlet-102', bank: '102' };
    assert.equal(await code({ channel: 'bank', counter }), 'BANK_FIXED');
    assert.equal(await code({ form: applicationForm.parse({ ...mailForm, bank: '309' }) }), 'ok');
  });

  it('R-CHAN-04: is closed in the centralized phase', async () => {
    city.setClock(Temporal.Instant.from('2025-12-31T23:59:59+08:00'));
    assert.equal(await code({}), 'OFFLINE_CLOSED');
    assert.equal(await code({ channel: 'bank', counter: atBank }), 'OFFLINE_CLOSED');
    city.setClock(Temporal.Instant.from('2026-01-01T00:00:00+08:00'));
    assert.equal(await code({}), 'ok');
  });

  it('R-CHAN-19: asks for the document that was shown, and for no picture of it; a photo there must be (R-PHOTO-01)', async () => {
    assert.equal(await code({ counter: { ...atStreet, documents: [] } }), 'DOCUMENT_MISSING');
    await sql`delete from uploads where person_id = ${person.personId} and kind <> 'card-photo'`;
    assert.equal(await code({}), 'ok');
    const other = await insertTestPerson(sql, keys);
    await sql`delete from uploads where person_id = ${other.personId}`;
    assert.equal(await code({ personId: other.personId }), 'PHOTO_REQUIRED');
  });

  it('R-PROXY-03, R-PROXY-04: for a child the guardian stands there, with the documents of both', async () => {
    const birthDate = Temporal.PlainDate.from('2018-01-01');
    person = await insertTestPerson(sql, keys, { birthDate, groups: ['minor'], pensionBanks: [], retiredOn: null });
    const documents = ['holder-id', 'guardian-id', 'guardianship-proof'];
    const consents = ['sensitive-data', 'share-with-bank', 'child-under-14'];
    const form = applicationForm.parse({ ...mailForm, bank: '104', consents });
    assert.equal(await code({ form }), 'ACTOR_NOT_ALLOWED');
    assert.equal(await code({ form, actor: 'guardian' }), 'DOCUMENT_MISSING');
    assert.equal(await code({ form, actor: 'guardian', counter: { ...atStreet, documents } }), 'ok');
    const consented = await sql`select distinct given_by from consents where person_id = ${person.personId}`;
    assert.deepEqual([...consented], [{ given_by: 'guardian' }]);
  });

  it('the same click again is the same application, and a clerk’s key is not the person’s', async () => {
    const submission = byClerk();
    const first = done(await submitApplication(city, submission));
    assert.deepEqual(done(await submitApplication(city, submission)), first);
    assert.equal(await code({}), 'RUNNING_APPLICATION');
  });
});
