// Shows that an application is submitted whole, once, and only when the rules of the day allow it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { listOrders } from '../production/list-orders.ts';
import { openApplication, parseApplicationNumber } from './application.ts';
import { applicationForm } from './application-form.ts';
import { type Submission, submitApplication } from './submit-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const mailForm = {
  ...{ delivery: 'mail', phone: '199-0000-0001', homeAddress: '试验路9号院9号楼909', occupation: 'retired' },
  ...{ taxResidency: { residency: 'china' } },
  ...{ recipient: '张收件', recipientPhone: '199-0000-0002', address: '试验路1号院2号楼301', pledge: 'yes' },
  consents: ['sensitive-data', 'share-with-bank'],
};
const submission = (changes: Partial<Submission> = {}): Submission => ({
  personId: person.personId,
  actor: 'holder',
  actorId: person.personId,
  level: 3,
  channel: 'minsheng',
  key: 'form-1',
  form: applicationForm.parse(mailForm),
  ...changes,
});

const codeOf = async (given: Submission): Promise<string> => {
  const answer = await submitApplication(city, given);
  return answer.ok ? 'ok' : answer.code;
};

const countOf = async (table: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*) from ${sql(table)} where person_id = ${person.personId}`;
  return row?.count ?? -1;
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
});

describe('submitting an application', () => {
  it('R-ECARD-02: writes application, number, order, electronic card, events and message in one', async () => {
    await insertOldCard(sql, keys, person.personId);
    const answer = await submitApplication(city, submission());
    assert.ok(answer.ok, JSON.stringify(answer));
    const { number, applicationId, ...rest } = answer.value;
    assert.deepEqual(rest, { bank: '102', dueOn: '2025-11-08', withdrawUntil: '2025-10-09T01:10:00Z' });
    assert.equal(parseApplicationNumber(number.toLowerCase().replaceAll('-', ' ')), number);

    const [application] = await sql`select * from applications where person_id = ${person.personId}`;
    assert.equal(application?.application_id, applicationId);
    assert.equal(application?.state, 'submitted');
    assert.equal(application?.policy_snapshot, 1);
    assert.equal(String(application?.due_on), '2025-11-08');
    assert.deepEqual(openApplication(keys, person.personId, application?.sealed), {
      ...{ phone: '19900000001', homeAddress: '试验路9号院9号楼909', occupation: 'retired' },
      taxResidency: { residency: 'china', countries: [] },
      ...{ recipient: '张收件', recipientPhone: '19900000002' },
      ...{ address: '试验路1号院2号楼301', postcode: null, photo: 'uploaded', language: 'zh' },
      ...{ cardNumber: null, trackingNumber: null },
    });
    const [order] = await sql`select bank, state, visible_at from orders where person_id = ${person.personId}`;
    assert.deepEqual(
      [order?.bank, order?.state, String(order?.visible_at)],
      ['102', 'waiting', '2025-10-09T01:10:00Z'],
    );
    const events =
      await sql`select action, actor, channel, policy_snapshot from events where person_id = ${person.personId} order by seq`;
    assert.deepEqual(
      events.map((event) => Object.values(event)),
      [
        ['submit-application', 'holder', 'minsheng', 1],
        ['give-consents', 'holder', 'minsheng', 1],
        ['issue-electronic-card', 'holder', 'minsheng', 1],
      ],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
    for (const table of ['application_numbers', 'electronic_cards', 'jobs', 'command_answers'])
      assert.equal(await countOf(table), 1, table);
  });

  it('is one application however often the same form is sent', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => submitApplication(city, submission())));
    assert.ok(answers.every((answer) => answer.ok));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal(await countOf('applications'), 1);
  });

  it('C-56: lets one application run, whatever is sent at the same moment', async () => {
    const codes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => codeOf(submission({ key }))));
    assert.equal(codes.filter((code) => code === 'ok').length, 1);
    assert.ok(
      codes.every((code) => ['ok', 'RUNNING_APPLICATION'].includes(code)),
      codes.join(),
    );
    assert.equal(await countOf('applications'), 1);
  });

  it('R-ELIG-11: is refused the day before the batch opens, and the refusal is remembered', async () => {
    city.setClock(Temporal.Instant.from('2025-10-08T23:59:59+08:00'));
    assert.equal(await codeOf(submission()), 'NOT_YET_OPEN');
    assert.equal(await countOf('applications'), 0);
    assert.equal(await countOf('refusals'), 1);
    city.setClock(Temporal.Instant.from('2025-10-09T00:00:00+08:00'));
    assert.equal(await codeOf(submission()), 'ok');
  });

  it('R-BANK-04: takes the pension bank and refuses another one', async () => {
    const form = applicationForm.parse({ ...mailForm, bank: '105' });
    assert.equal(await codeOf(submission({ form })), 'BANK_FIXED');
  });

  it('R-BANK-08: asks for the bank where it is free to choose', async () => {
    person = await insertTestPerson(sql, keys, {
      ...{ groups: ['flexible'], pensionBanks: [], retiredOn: null },
      birthDate: Temporal.PlainDate.from('1990-01-01'),
    });
    assert.equal(await codeOf(submission()), 'BANK_MISSING');
    const form = applicationForm.parse({ ...mailForm, bank: '308' });
    assert.equal(await codeOf(submission({ key: 'form-2', form })), 'ok');
  });

  it('R-INFO-05, R-CHAN-22: the holder of an old card tells what the account is opened with, whatever the card knows', async () => {
    await insertOldCard(sql, keys, person.personId);
    for (const lacking of [{ homeAddress: '' }, { occupation: '' }])
      assert.equal(
        await codeOf(submission({ form: applicationForm.parse({ ...mailForm, ...lacking }) })),
        'ACCOUNT_DATA_INCOMPLETE',
      );
    const [refusal] = await sql`select code, rules from refusals where person_id = ${person.personId}`;
    assert.deepEqual({ ...refusal }, { code: 'ACCOUNT_DATA_INCOMPLETE', rules: ['R-INFO-05', 'R-CHAN-22'] });
    assert.equal(await codeOf(submission()), 'ok');
  });

  it('R-BANK-14: does not take an occupation the bank refuses, and remembers the attempt with its rule', async () => {
    city.setClock(Temporal.Instant.from('2026-01-05T01:00:00Z'));
    person = await insertTestPerson(sql, keys, {
      ...{ groups: ['employee'], pensionBanks: [], retiredOn: null },
      birthDate: Temporal.PlainDate.from('1990-01-01'),
    });
    const form = (bank: string) => applicationForm.parse({ ...mailForm, bank, occupation: 'freelance' });
    const answer = await submitApplication(city, submission({ form: form('102') }));
    assert.ok(!answer.ok && answer.code === 'OCCUPATION_NOT_ACCEPTED_BY_BANK', JSON.stringify(answer));
    const [refusal] = await sql`select code, rules from refusals where person_id = ${person.personId}`;
    assert.deepEqual({ ...refusal }, { code: 'OCCUPATION_NOT_ACCEPTED_BY_BANK', rules: ['R-BANK-14'] });
    assert.equal(await codeOf(submission({ key: 'form-2', form: form('104') })), 'ok');
  });

  it('hands the declared tax residency to the bank with the order, and no table holds it in clear', async () => {
    const countries = [{ country: 'DE', taxNumber: 'TIN-77-4711', noNumberReason: null, explanation: null }];
    const declared = { residency: 'both' as const, countries };
    const form = applicationForm.parse({ ...mailForm, taxResidency: declared });
    assert.equal(await codeOf(submission({ form })), 'ok');
    city.passTime({ minutes: 10 });
    const orders = await listOrders(city, { bank: '102' });
    assert.deepEqual(orders.find(({ idNumber }) => idNumber === person.idNumber)?.taxResidency, declared);
    const [row] = await sql`select * from applications where person_id = ${person.personId}`;
    assert.doesNotMatch(JSON.stringify(row), /TIN-77/);
  });

  it('R-GROUP-11: takes the outlet of the account also by mail, and only one of the bank', async () => {
    const [own, other] = [await insertTestOutlet(sql, '102'), await insertTestOutlet(sql, '103')];
    const form = (outletId: string) => applicationForm.parse({ ...mailForm, outletId });
    assert.equal(await codeOf(submission({ form: form(other) })), 'OUTLET_NOT_OF_BANK');
    assert.equal(await codeOf(submission({ form: form(own) })), 'ok');
    const [row] = await sql`select outlet_id from applications where person_id = ${person.personId}`;
    assert.equal(row?.outlet_id, own);
  });

  describe('of somebody whose employer has settled the way and the outlet', () => {
    const employed = (more: Partial<NonNullable<PersonRecord['employer']>> = {}) => ({
      ...{ groups: ['employee'] as const, pensionBanks: [], retiredOn: null },
      birthDate: Temporal.PlainDate.from('1990-01-01'),
      employer: {
        ...{ code: `E${randomUUID().slice(0, 8)}`, name: '示范单位', kind: 'employer' as const, district: '110108' },
        ...{ groupOpenOn: Temporal.PlainDate.from('2025-03-03'), banks: ['102', '104'] },
        ...{ presetDelivery: 'outlet' as const, presetOutlet: 'outlet-102', presetOutletBank: '102', ...more },
      },
    });
    const form = (changes: object) =>
      applicationForm.parse({ ...mailForm, occupation: 'clerk', bank: '102', delivery: 'outlet', ...changes });
    const outletNow = async () => {
      const [row] = await sql`select outlet_id, delivery from applications where person_id = ${person.personId}`;
      return row && [row.outlet_id, row.delivery];
    };
    let [own, second, other] = ['', '', ''];
    beforeEach(async () => {
      [own, other] = [await insertTestOutlet(sql, '102'), await insertTestOutlet(sql, '104')];
      second = 'outlet-102-second';
      await sql`insert into outlets (outlet_id, kind, bank, district, name, address)
        values (${second}, 'bank', '102', '110108', ${'试验支行'}, ${'试验路2号'}) on conflict do nothing`;
      person = await insertTestPerson(sql, keys, employed());
    });

    it('R-GROUP-10: another outlet of the same bank is refused, and the settled one is taken', async () => {
      assert.equal(await codeOf(submission({ form: form({ outletId: second }) })), 'PRESET_BY_EMPLOYER');
      const [refusal] = await sql`select rules from refusals where person_id = ${person.personId}`;
      assert.deepEqual(refusal?.rules, ['R-GROUP-10']);
      assert.equal(await codeOf(submission({ key: 'form-2', form: form({ outletId: own }) })), 'ok');
      assert.deepEqual(await outletNow(), [own, 'outlet']);
    });

    it('R-GROUP-20: another way is refused', async () => {
      assert.equal(await codeOf(submission({ form: form({ delivery: 'mail' }) })), 'PRESET_BY_EMPLOYER');
    });

    it('R-GROUP-10: what is left open is filled in, here the outlet of an account whose card is mailed', async () => {
      person = await insertTestPerson(sql, keys, employed({ presetDelivery: 'mail' }));
      assert.equal(await codeOf(submission({ form: form({ delivery: 'mail' }) })), 'ok');
      assert.deepEqual(await outletNow(), [own, 'mail']);
    });

    it('R-GROUP-11: who takes another of the employer’s banks chooses an outlet of that one', async () => {
      assert.equal(await codeOf(submission({ form: form({ bank: '104', outletId: other }) })), 'ok');
      assert.deepEqual(await outletNow(), [other, 'outlet']);
    });

    it('R-GROUP-11: an outlet that is not there settles nothing', async () => {
      person = await insertTestPerson(sql, keys, employed({ presetOutlet: 'gone', presetOutletBank: null }));
      assert.equal(await codeOf(submission({ form: form({ outletId: second }) })), 'ok');
    });

    it('C-34: who applies alone from 2026 on is not bound', async () => {
      city.setClock(Temporal.Instant.from('2026-01-05T01:00:00Z'));
      assert.equal(await codeOf(submission({ form: form({ bank: '308', delivery: 'mail' }) })), 'ok');
    });
  });

  it('R-DELIV-03: takes an outlet of the issuing bank only', async () => {
    const [own, other] = [await insertTestOutlet(sql, '102'), await insertTestOutlet(sql, '103')];
    const form = (outletId: string) => applicationForm.parse({ ...mailForm, delivery: 'outlet', outletId });
    assert.equal(await codeOf(submission({ form: form(other) })), 'OUTLET_NOT_OF_BANK');
    assert.equal(await codeOf(submission({ form: form('nowhere') })), 'OUTLET_NOT_OF_BANK');
    assert.equal(await codeOf(submission({ form: form(own) })), 'ok');
  });

  it('R-GROUP-09: is refused without a picture of each side of the ID document', async () => {
    for (const kind of ['id-front', 'id-back']) {
      await sql`delete from uploads where person_id = ${person.personId} and kind = ${kind}`;
      assert.equal(await codeOf(submission({ key: kind })), 'ID_IMAGE_REQUIRED');
      await insertTestUploads(city, person.personId);
    }
    assert.equal(await countOf('applications'), 0);
    assert.equal(await codeOf(submission()), 'ok');
    const [sent] =
      await sql`select count(application_id)::int as count from uploads where person_id = ${person.personId}`;
    assert.equal(sent?.count, 3, 'they belong to the application now');
  });

  it('R-PHOTO-01: is refused without a photo uploaded or on file', async () => {
    const onFile = applicationForm.parse({ ...mailForm, photo: 'on-file' });
    assert.equal(await codeOf(submission({ form: onFile })), 'PHOTO_REQUIRED');
    await sql`delete from uploads where person_id = ${person.personId} and kind = 'card-photo'`;
    assert.equal(await codeOf(submission({ key: 'form-2' })), 'PHOTO_REQUIRED');
    await sql`insert into photos_on_file (person_id, sealed, imported_at) values (${person.personId}, '', now())`;
    assert.equal(await codeOf(submission({ key: 'form-3' })), 'PHOTO_REQUIRED', 'only what was chosen counts');
    assert.equal(await codeOf(submission({ key: 'form-4', form: onFile })), 'ok');
  });

  it('R-PHOTO-02: with the photo on file needs no upload, and a new one that waits is not sent', async () => {
    await sql`insert into photos_on_file (person_id, sealed, imported_at) values (${person.personId}, '', now())`;
    const form = applicationForm.parse({ ...mailForm, photo: 'on-file' });
    assert.equal(await codeOf(submission({ form })), 'ok');
    const waiting = await sql`select kind from uploads where person_id = ${person.personId} and application_id is null`;
    assert.deepEqual(
      waiting.map(({ kind }) => kind),
      ['card-photo'],
    );
  });

  it('R-CHAN-21: needs level 3', async () => {
    assert.equal(await codeOf(submission({ level: 2 })), 'LEVEL_TOO_LOW');
  });

  it('answers for a person the core system does not know', async () => {
    assert.equal(await codeOf(submission({ personId: newId<PersonId>() })), 'PERSON_UNKNOWN');
  });

  it('holds no personal datum in clear', async () => {
    await submitApplication(city, submission());
    for (const table of ['applications', 'events', 'jobs', 'command_answers', 'orders']) {
      const [row] = await sql`
        select string_agg(t::text, '') as text, string_agg(encode(convert_to(t::text, 'UTF8'), 'hex'), '') as hex
        from ${sql(table)} t where person_id = ${person.personId}`;
      const inHex = Buffer.from('试验路').toString('hex');
      assert.doesNotMatch(
        `${row?.text}${row?.hex}`,
        new RegExp(`19900000001|试验路|张试验|${inHex}|${person.idNumber}`),
        table,
      );
    }
  });
});

describe('the application form', () => {
  const problems = (changes: object): readonly string[] => {
    const parsed = applicationForm.safeParse({ ...mailForm, ...changes });
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
  };

  it('must carry the pledge', () => {
    assert.deepEqual(problems({ pledge: 'no' }), ['pledge']);
    assert.deepEqual(problems({ pledge: undefined }), ['pledge']);
  });

  it('R-DELIV-01: knows mail with an address and an outlet with its number, nothing else', () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ address: '' }), ['address']);
    assert.deepEqual(problems({ delivery: 'outlet' }), ['outletId']);
    assert.deepEqual(problems({ delivery: 'courier-pickup' }), ['delivery']);
  });

  it('wants a mobile number to which messages can go', () => {
    assert.deepEqual(problems({ phone: '010-12345678' }), ['phone']);
  });
});
