// Shows that a helper at the door files an application of the person who is there, and nothing on their own.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonRecord } from '../people/person.ts';
import { applicationForm } from './application-form.ts';
import { type Submission, submitApplication } from './submit-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const byHelper = (changes: Partial<Submission> = {}): Submission => ({
  ...{ personId: person.personId, actor: 'helper', actorId: 'helper-7', level: 0, channel: 'door', key: freshKey() },
  helped: { outletId: 'street-a', documents: ['holder-id'], holderConfirms: true },
  form: applicationForm.parse(mailForm),
  ...changes,
});

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
});

describe('an application with a helper', () => {
  it('R-ELDER-04, R-ELDER-02: is the person’s, at the door, with the helper and the person’s own consents on record', async () => {
    const { applicationId, bank } = done(await submitApplication(city, byHelper()));
    assert.equal(bank, '102');
    const [row] = await sql`select person_id, channel, actor from applications where application_id = ${applicationId}`;
    assert.deepEqual({ ...row }, { person_id: person.personId, channel: 'door', actor: 'helper' });
    const [event] = await sql`
      select actor, actor_id, channel, outlet, rules, facts from events
      where person_id = ${person.personId} and action = 'submit-application'`;
    assert.deepEqual(
      [event?.actor, event?.actor_id, event?.channel, event?.outlet, event?.facts.confirmedBy],
      ['helper', 'helper-7', 'door', 'street-a', 'holder'],
    );
    assert.ok(event?.rules.includes('R-ELDER-04'), String(event?.rules));
    const consents = await sql`select kind, given_by from consents where person_id = ${person.personId} order by kind`;
    assert.deepEqual(
      consents.map((consent) => Object.values(consent)),
      [
        ['sensitive-data', 'holder'],
        ['share-with-bank', 'holder'],
      ],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-ELDER-04: is nothing without the person who confirms, their document, and their consents', async () => {
    const helped = { outletId: 'street-a', documents: ['holder-id'], holderConfirms: true };
    const code = async (changes: Partial<Submission>): Promise<string> =>
      codeOf(await submitApplication(city, byHelper(changes)));
    assert.equal(await code({ helped: { ...helped, holderConfirms: false } }), 'HOLDER_NOT_CONFIRMED');
    assert.equal(await code({ helped: { ...helped, documents: [] } }), 'DOCUMENT_MISSING');
    const { helped: _nobody, ...alone } = byHelper();
    assert.equal(codeOf(await submitApplication(city, alone)), 'HOLDER_NOT_CONFIRMED');
    assert.equal(await code({ form: applicationForm.parse({ ...mailForm, consents: [] }) }), 'CONSENT_MISSING');
    const [row] = await sql`select count(*)::int as count from applications where person_id = ${person.personId}`;
    assert.equal(row?.count, 0);
  });

  it('R-ELDER-02: the gate decides: from the notice on, at the door only, and for a child the guardian', async () => {
    city.setClock(Temporal.Instant.from('2025-10-08T12:00:00+08:00'));
    assert.equal(codeOf(await submitApplication(city, byHelper())), 'NOT_YET_OPEN');
    city.setClock(openingDay);
    assert.equal(
      codeOf(await submitApplication(city, byHelper({ channel: 'website', level: 3 }))),
      'ACTOR_NOT_ALLOWED',
    );
    const birthDate = Temporal.PlainDate.from('2012-01-01');
    person = await insertTestPerson(sql, keys, { birthDate, groups: ['minor'], pensionBanks: [], retiredOn: null });
    assert.equal(codeOf(await submitApplication(city, byHelper())), 'ACTOR_NOT_ALLOWED');
  });

  it('a helper’s key is not a person’s: the same one is another command', async () => {
    const key = freshKey();
    done(await submitApplication(city, byHelper({ key })));
    const own = { actor: 'holder', actorId: person.personId, channel: 'website', level: 3 } as const;
    assert.equal(codeOf(await submitApplication(city, byHelper({ ...own, key }))), 'RUNNING_APPLICATION');
  });
});
