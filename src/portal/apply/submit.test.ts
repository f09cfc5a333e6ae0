// The last click of an application, over HTTP: once pledged and complete it is submitted, anything else leads where it is mended.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { openingDay, testCity } from '../../../test/support/city.ts';
import { type LoggedIn, logIn } from '../../../test/support/logged-in.ts';
import { insertTestOutlet, insertTestPerson } from '../../../test/support/people.ts';
import { ticked } from '../../../test/support/ticked.ts';
import { buildApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import type { PersonRecord } from '../../people/person.ts';
import { findPictures } from '../../photos/find-pictures.ts';
import type { Draft } from './draft.ts';
import { findDraft, upsertDraft } from './drafts-store.ts';

const city = await testCity();
const { sql, keys } = city;
const folder = mkdtempSync(join(tmpdir(), 'yikatong-submit-'));
const config = readConfig({ YIKATONG_DATA: folder }, 'web');
const app = await buildApp({ ...city, config, moveBusinessClock: undefined, log: pino({ level: 'silent' }) });
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

let person: PersonRecord;
let applicant: LoggedIn;
let draft: Draft;

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  applicant = await logIn(city, person.personId);
  const { idFront = '', idBack = '', cardPhoto = '' } = await findPictures(city, person.personId);
  draft = {
    key: randomUUID(),
    values: {
      ...{ idFront, idBack, cardPhoto },
      ...{ recordConfirmed: 'yes', phone: '19900000001', address: '试验路9号院9号楼909', occupation: 'retired' },
      ...{ taxResidency: 'china', outletDistrict: '110108', outlet: await insertTestOutlet(sql, '102') },
      ...{ bank: '102', delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
      ...{ mailAddress: '试验路1号院2号楼301室', postcode: '' },
    },
  };
});

const post = async (body: Readonly<Record<string, string>> = ticked) => {
  const answer = await app.inject({
    ...{ method: 'POST', url: '/apply/pledge' },
    headers: { cookie: applicant.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: applicant.csrf, ...body }).toString(),
  });
  return { status: answer.statusCode, location: answer.headers.location ?? '', body: answer.body };
};

const save = (changes: Draft['values'] = {}): Promise<void> =>
  upsertDraft({ sql, keys }, person.personId, { ...draft, values: { ...draft.values, ...changes } });

const applications = async (): Promise<readonly string[]> => {
  const rows = await sql<{ number: string }[]>`select number from applications where person_id = ${person.personId}`;
  return rows.map(({ number }) => number);
};

const refusals = async (): Promise<readonly string[]> => {
  const rows = await sql<{ code: string }[]>`select code from refusals where person_id = ${person.personId}`;
  return rows.map(({ code }) => code);
};

test('a complete draft becomes an application and is gone with it', async () => {
  await save();
  const { status, location } = await post();
  const [number] = await applications();
  assert.deepEqual([status, location], [303, `/applications/${number}/submitted`]);
  assert.equal(await findDraft(sql, keys, person.personId), undefined);
});

test('clicks at the same moment make one application', async () => {
  await save();
  const answers = await Promise.all([post(), post(), post(), post()]);
  const [number, ...others] = await applications();
  assert.deepEqual(others, []);
  // Who comes when the draft is gone already reads that an application runs.
  for (const { status, location } of answers)
    assert.ok(status === 200 || location === `/applications/${number}/submitted`, `${status} ${location}`);
  assert.ok(answers.some(({ status }) => status === 303));
});

test('a draft saved again after its application leads to that application and goes', async () => {
  await save();
  const { location } = await post();
  await save();
  assert.equal((await post()).location, location);
  assert.equal(await findDraft(sql, keys, person.personId), undefined);
  assert.equal((await applications()).length, 1);
});

test('R-GROUP-13: without the pledge nothing is submitted', async () => {
  await save();
  assert.equal((await post({})).location, '/apply/pledge?errors=sensitive-data+share-with-bank+pledge');
  assert.deepEqual(await applications(), []);
  assert.ok(await findDraft(sql, keys, person.personId));
});

test('what is missing is asked for', async () => {
  await save({ occupation: '' });
  assert.equal((await post()).location, '/apply/occupation');
  assert.deepEqual(await applications(), []);
});

test('without a draft the pages begin at the first', async () => {
  assert.equal((await post()).location, '/apply/record');
});

test('R-BANK-04: a bank that is not theirs leads back to the bank, and the attempt is remembered', async () => {
  await save({ bank: '105' });
  assert.equal((await post()).location, '/apply/bank');
  assert.deepEqual([await applications(), await refusals()], [[], ['BANK_FIXED']]);
});

test('R-DELIV-03: an outlet of another bank leads back to the outlets', async () => {
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('outlet-of-another', 'bank', '103', '110108', ${'试验支行'}, ${'试验路1号'})`;
  await save({ delivery: 'outlet', outletDistrict: '110108', outlet: 'outlet-of-another' });
  assert.equal((await post()).location, '/apply/outlet');
  assert.deepEqual([await applications(), await refusals()], [[], ['OUTLET_NOT_OF_BANK']]);
});

test('R-ELIG-11: who is too early reads why, and keeps what was filled in', async () => {
  city.setClock(Temporal.Instant.from('2025-10-08T12:00:00+08:00'));
  await save();
  const { status, body } = await post();
  assert.equal(status, 200);
  assert.match(body, /10月9日/);
  assert.ok(await findDraft(sql, keys, person.personId));
  assert.deepEqual(await applications(), []);
});

test('without one of the consents nothing is submitted, and the page says which', async () => {
  await save();
  for (const missing of ['sensitive-data', 'share-with-bank']) {
    const others = Object.fromEntries(Object.entries(ticked).filter(([name]) => name !== missing));
    const { location } = await post(others);
    assert.equal(location, `/apply/pledge?errors=${missing}`);
    const page = await app.inject({ url: location, headers: { cookie: applicant.cookie } });
    assert.match(page.body, new RegExp(`href="#${missing}"[^>]*>请勾选这一项`));
    assert.doesNotMatch(page.body, /<input[^>]*type="checkbox"[^>]* checked/, 'nothing comes ticked');
  }
  assert.deepEqual(await applications(), []);
});
