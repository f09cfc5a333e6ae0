// Consents: given with an application, needed for it, and withdrawn with what follows from it.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import { type Submission, submitApplication } from '../applications/submit-application.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { consentKinds, consentText, versionOn } from './consent.ts';
import { listConsents } from './consents-store.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
});

const submit = (consents: readonly string[], changes: Partial<Submission> = {}) =>
  submitApplication(city, {
    ...{ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3, channel: 'website' },
    ...{ key: freshKey(), form: applicationForm.parse({ ...mailForm, consents }) },
    ...changes,
  });

const withdraw = (kind: 'sensitive-data' | 'share-with-bank', key = freshKey()) =>
  withdrawConsent(city, {
    ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'website', key },
    ...{ kind, bank: kind === 'share-with-bank' ? '102' : '' },
  });

const inForce = async (): Promise<readonly string[]> => {
  const consents = await listConsents(sql, person.personId);
  return consents
    .flatMap(({ kind, bank, withdrawnAt }) => (withdrawnAt ? [] : [`${kind}${bank && ` ${bank}`}`]))
    .sort();
};

const actions = async () => (await listEvents(sql, person.personId)).map(({ action }) => action);

const stateOf = async (number: string): Promise<string> => {
  const [row] = await sql<{ state: string }[]>`select state from applications where number = ${number}`;
  return row?.state ?? 'none';
};

describe('an application', () => {
  it('is refused without a consent it needs, and the refusal names which', async () => {
    for (const consents of [[], ['sensitive-data'], ['share-with-bank']]) {
      const answer = await submit(consents);
      assert.equal(codeOf(answer), 'CONSENT_MISSING');
      const missing = ['sensitive-data', 'share-with-bank'].filter((kind) => !consents.includes(kind));
      assert.deepEqual(answer.ok ? {} : answer.facts, { kinds: missing });
    }
    assert.deepEqual(await inForce(), [], 'what was ticked of a refused form is not kept');
  });

  it('keeps what was given with it: kind, bank, version, day, and an event in the chain', async () => {
    done(await submit(['sensitive-data', 'share-with-bank']));
    assert.deepEqual(await inForce(), ['sensitive-data', 'share-with-bank 102']);
    const events = await listEvents(sql, person.personId);
    const [given] = events.filter(({ action }) => action === 'give-consents');
    assert.deepEqual(given?.facts, { bank: '102', 'sensitive-data': '1', 'share-with-bank': '2' });
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('for a child under 14 needs the word of the guardian on top, from the birthday on no more', async () => {
    const today = Temporal.PlainDate.from('2025-10-09');
    const fourteen = today.subtract({ years: 14 });
    for (const [birthDate, expected] of [
      [fourteen.add({ days: 1 }), 'CONSENT_MISSING'],
      [fourteen, 'ok'],
    ] as const) {
      person = await insertTestPerson(sql, keys, { birthDate, groups: ['minor'], pensionBanks: [], retiredOn: null });
      const asGuardian = (consents: readonly string[]) =>
        submit(consents, {
          ...{ actor: 'guardian', actorId: newId<PersonId>() },
          form: applicationForm.parse({ ...mailForm, bank: '102', consents }),
        });
      const answer = await asGuardian(['sensitive-data', 'share-with-bank']);
      assert.equal(codeOf(answer), expected, birthDate.toString());
      if (answer.ok) continue;
      assert.deepEqual(answer.facts, { kinds: ['child-under-14'] });
      done(await asGuardian(consentKinds));
      assert.deepEqual(await inForce(), ['child-under-14', 'sensitive-data', 'share-with-bank 102']);
      const consents = await listConsents(sql, person.personId);
      assert.ok(consents.every(({ givenBy }) => givenBy === 'guardian'));
    }
  });

  it('needs nothing ticked again while the consents are in force', async () => {
    const { number } = done(await submit(['sensitive-data', 'share-with-bank']));
    await sql`update applications set state = 'withdrawn' where number = ${number}`;
    await insertTestUploads(city, person.personId);
    assert.equal(codeOf(await submit([])), 'ok');
    assert.equal((await listConsents(sql, person.personId)).length, 2);
  });
});

describe('withdrawing a consent', () => {
  it('before the bank took the order over withdraws the application too, in one', async () => {
    const { number } = done(await submit(['sensitive-data', 'share-with-bank']));
    const key = freshKey();
    assert.deepEqual(done(await withdraw('share-with-bank', key)), {
      ...{ kind: 'share-with-bank', bank: '102', application: number },
    });
    assert.deepEqual(await inForce(), ['sensitive-data']);
    assert.equal(await stateOf(number), 'withdrawn');
    const [order] = await sql<{ state: string }[]>`select state from orders where person_id = ${person.personId}`;
    assert.equal(order?.state, 'withdrawn');
    assert.deepEqual((await actions()).slice(-2), ['withdraw-consent', 'withdraw-application']);
    assert.equal((await withdraw('share-with-bank', key)).ok, true, 'the same click again is the same');
    assert.equal(codeOf(await withdraw('share-with-bank')), 'CONSENT_UNKNOWN', 'a new one finds nothing');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
    assert.equal(codeOf(await submit([])), 'CONSENT_MISSING', 'and the next application asks for it');
  });

  it('after that leaves the application with the bank', async () => {
    const { number } = await apply(city, person.personId);
    await reportsOf(city, { number, bank: '102' }).opened();
    assert.equal(done(await withdraw('share-with-bank')).application, '');
    assert.equal(await stateOf(number), 'in-production');
    assert.deepEqual(await inForce(), ['sensitive-data']);
  });

  it('to another bank leaves the application alone; to sensitive data does not', async () => {
    const { number } = done(await submit(['sensitive-data', 'share-with-bank']));
    const other = await withdrawConsent(city, {
      ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'website' },
      ...{ key: freshKey(), kind: 'share-with-bank', bank: '104' },
    });
    assert.equal(codeOf(other), 'CONSENT_UNKNOWN');
    assert.equal(await stateOf(number), 'submitted');
    assert.equal(done(await withdraw('sensitive-data')).application, number);
  });

  it('and submitting at the same moment never leaves an application without consent', async () => {
    const { number } = done(await submit(['sensitive-data', 'share-with-bank']));
    await sql`update applications set state = 'withdrawn' where number = ${number}`;
    await sql`update orders set state = 'withdrawn' where person_id = ${person.personId}`;
    await insertTestUploads(city, person.personId);
    const [submitted, withdrawn] = await Promise.all([submit([]), withdraw('share-with-bank')]);
    assert.equal(withdrawn.ok, true);
    const running = submitted.ok ? await stateOf(submitted.value.number) : 'withdrawn';
    assert.equal(running, 'withdrawn', codeOf(submitted));
  });
});

describe('the texts', () => {
  it('are there in every version and both languages, and name the bank', () => {
    for (const kind of consentKinds)
      for (const language of ['zh', 'en'] as const) {
        const on = Temporal.PlainDate.from('2025-10-09');
        const { title, text, short } = consentText({ kind, version: versionOn(kind, on) }, language, '工商银行');
        for (const words of [title, text, short]) assert.doesNotMatch(words, /[{}]/);
        assert.equal(text.includes('工商银行'), kind === 'share-with-bank');
      }
  });
});
