// A city in which something lies in every place that is sealed: one person's whole journey, and what stands beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveTraces } from '../../src/audit/leave-traces.ts';
import { newId, type PersonId } from '../../src/base/ids.ts';
import { upsertCounterDraft } from '../../src/console/counter-drafts-store.ts';
import { upsertCounterSession } from '../../src/console/counter-sessions-store.ts';
import { sealCorrection } from '../../src/corrections/correction.ts';
import { newKeyFile, readKeys } from '../../src/crypto/keys-file.ts';
import type { ImportId } from '../../src/database/import-runs.ts';
import { raiseDoubt } from '../../src/doubts/raise-doubt.ts';
import { sealBankRequest } from '../../src/finance/bank-request.ts';
import { insertRecord } from '../../src/identity/oidc-records-store.ts';
import { insertStaffSession } from '../../src/identity/staff-sessions-store.ts';
import { sealInstant } from '../../src/instant/instant-job.ts';
import { createJobWorker } from '../../src/jobs/job-worker.ts';
import { sendMessage } from '../../src/messages/send-message.ts';
import { changePassword } from '../../src/passwords/change-password.ts';
import { changeContact } from '../../src/people/change-contact.ts';
import { checkCharacter } from '../../src/people/id-number.ts';
import { importOne } from '../../src/people/import-command.ts';
import { findPersonByCoreNumber } from '../../src/people/people-store.ts';
import { sealPhotoOnFile } from '../../src/photos/photo.ts';
import { upsertDraft } from '../../src/portal/apply/drafts-store.ts';
import { exportList } from '../../src/staff/export-list.ts';
import { openTicket } from '../../src/tickets/open-ticket.ts';
import { authorise } from './authorised.ts';
import { apply, done, freshKey, mailForm, reportsOf } from './card-journey.ts';
import { testCity } from './city.ts';
import { askForHelp, insertStreet, streetForm } from './help.ts';
import { logIn } from './logged-in.ts';
import { insertTestUploads } from './people.ts';
import { staffOfRole } from './staff.ts';

type Lifetime = { after(end: () => Promise<void>): void };

const idNumber = (sequence: number): string => {
  const digits = `11010119550302${sequence}`;
  return digits + checkCharacter(digits);
};

const row = {
  core_number: '9000000001',
  name: '张示范·密封',
  id_number: idNumber(901),
  phone: '19900004711',
  district: '110108',
  groups: 'retiree',
  insured: 'yes',
  pension_banks: '102@2015-03-01',
  card_generation: '2',
  card_number: 'A12345678',
};
const later = { ...row, name: '张新名·密封', id_number: idNumber(902), phone: '19900004712' };

export const draftOf = (address: string) => ({
  key: '01990000-0000-4000-8000-000000000001',
  values: { address, phone: '19900004713', occupation: 'retired' },
});

/** A city with a key file of its own, in `folder`, which a rotation may change. */
export const cityWithKeyFile = async (lifetime: Lifetime) => {
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-sealed-'));
  lifetime.after(async () => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  return { ...(await testCity()), keys: readKeys({ folder, mayMake: false }), folder };
};

export type CityWithKeyFile = Awaited<ReturnType<typeof cityWithKeyFile>>;

/** Lives through everything; gives the person and every personal datum that was told on the way. */
export const liveThroughEverything = async (
  city: CityWithKeyFile,
): Promise<{ readonly personId: PersonId; readonly told: readonly string[] }> => {
  const { sql, keys } = city;
  for (const person of [row, later]) await importOne(city, fileOf(city.folder, person));
  const personId = await findPersonByCoreNumber(sql, keys, row.core_number);
  if (!personId) throw new Error('the person did not come in');
  const form = { ...mailForm, phone: '19900004714', address: '密封路9号院9号楼' };
  await insertTestUploads(city, personId);
  const door = await askedForHelp(city, personId);
  const submitted = await apply(city, personId, form);
  const sent: string[] = [];
  const phoneGateway = async ({ text }: { readonly text: string }): Promise<void> => void sent.push(text);
  const log = { warn: () => {}, error: () => {} };
  const worker = createJobWorker({ sql, keys, log }, { 'send-message': sendMessage({ ...city, phoneGateway }) });
  await worker.drain();
  const reports = reportsOf(city, submitted);
  const { cardNumber } = await reports.opened();
  await reports.produced();
  await reports.mailed();
  await logIn(city, personId);
  const draft = draftOf('密封路8号院8号楼');
  await upsertDraft(city, personId, draft);
  const look = await lookedAt(city, personId);
  const doubt = await doubted(city, personId);
  const mistake = await proposed(city, personId);
  const bankPhone = await askedOfBank(city, personId);
  await madeOnTheSpot(city, personId, cardNumber ?? '');
  const secret = '407192';
  await passwordSet(city, personId, secret);
  const contact = await reachedElsewhere(city, personId);
  const ticket = await ticketed(city, personId);
  const agent = await authorised(city, personId);
  await photoOnFile(city, personId, JSON.stringify(row));
  await besides(city, JSON.stringify(row));
  const numbers = [idNumber(901), idNumber(902), '19550302', '1955-03-02', row.card_number, cardNumber ?? ''];
  const phones = [row.phone, later.phone, form.phone, draft.values.phone];
  const names = [row.name, later.name, '张试验', form.address, draft.values.address, row.core_number];
  const tracking = `EA${submitted.number.replaceAll('-', '')}`;
  return {
    personId,
    told: [
      look,
      doubt,
      mistake,
      bankPhone,
      secret,
      ...contact,
      ticket,
      ...agent,
      ...door,
      ...numbers,
      ...phones,
      ...names,
      ...sent,
      tracking,
    ],
  };
};

const fileOf = (folder: string, person: Readonly<Record<string, string>>): string => {
  const path = join(folder, 'people.csv');
  writeFileSync(path, [Object.keys(person).join(','), Object.values(person).join(',')].join('\n'));
  return path;
};

/** Somebody of staff with a session, who wrote more of the person into a reason than was needed; gives what they wrote. */
const lookedAt = async (city: CityWithKeyFile, personId: PersonId): Promise<string> => {
  const { keys } = city;
  const note = `${row.name}来电核对地址`;
  const acting = { actor: 'staff', actorId: 'staff-1', channel: 'hotline', outlet: null, bank: null } as const;
  await leaveTraces(city, { ...acting, at: city.businessClock(), purpose: 'opened-calling', note }, [personId]);
  const seenAt = Temporal.Now.instant();
  const sealed = keys.seal('staff_sessions.sealed', 'staff-1', JSON.stringify({ staff: { name: row.name } }));
  const session = { tokenDigest: keys.digest('staff'), account: 'staff-1', sealed, seenAt };
  await insertStaffSession(city.sql, { ...session, expiresAt: seenAt.add({ minutes: 15 }) }, null);
  const list = { list: 'queue', filters: {}, name: 'x', headings: ['x'], pages: async function* () {} } as const;
  (await exportList(city, staffOfRole.bureau, { list, format: 'csv', note })).destroy();
  const typed = { values: { address: note }, now: seenAt };
  await upsertCounterDraft(city, { account: 'staff-1', personId }, typed);
  const shown = { standing: 'holder', documents: ['holder-id'], authorisation: null, means: 'by-eye' } as const;
  const when = { outletId: 'Y1021011', begunAt: seenAt, checkedAt: city.businessClock() };
  await upsertCounterSession(
    city,
    { account: 'staff-1', personId },
    { ...when, ...shown, documents: [...shown.documents] },
  );
  return note;
};

/** The bank of the card was asked to change the phone of the account; gives the new one. */
const askedOfBank = async ({ sql, keys }: CityWithKeyFile, personId: PersonId): Promise<string> => {
  const phone = '19900004716';
  await sql`
    insert into bank_requests (person_id, bank_request_id, card_id, bank, kind, matter, state, asked_at, due_at, rounds, sealed)
    select person_id, ${newId<string>()}, card_id, '102', 'change-phone', 'phone', 'requested', now(), now(), 1,
      ${sealBankRequest(keys, personId, { phone })}
    from cards where person_id = ${personId} and generation = 3`;
  return phone;
};

/** A card of theirs was begun at an outlet and left to the bank; its card number stands in the row. */
const madeOnTheSpot = async ({ sql, keys }: CityWithKeyFile, personId: PersonId, cardNumber: string): Promise<void> => {
  const content = { cardNumber, accountLastFour: '4717', chip: null, taken: null };
  await sql`
    insert into instant_jobs (person_id, job_id, outlet_id, bank, number, state, attempt, blank, steps, begun_at, changed_at,
                              sealed)
    values (${personId}, ${newId<string>()}, 'Y1021011', '102', 'SEALED', 'abandoned', 0, 'none', 1, now(), now(),
            ${sealInstant(keys, personId, content)})`;
};

/** They set a service password; its digest is sealed too. */
const passwordSet = async (city: CityWithKeyFile, personId: PersonId, newPassword: string): Promise<void> => {
  const asker = {
    personId,
    actor: 'holder',
    actorId: personId,
    channel: 'minsheng',
    level: 3,
    language: 'zh',
  } as const;
  const oldPassword = later.id_number.slice(-6);
  done(await changePassword(city, { ...asker, key: freshKey(), oldPassword, newPassword }));
};

/** They have another phone and address; gives both. */
const reachedElsewhere = async (city: CityWithKeyFile, personId: PersonId): Promise<readonly string[]> => {
  const typed = { phone: '19900004717', address: '密封路6号院6号楼' };
  const asker = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 3 } as const;
  done(await changeContact(city, { ...asker, language: 'zh', key: freshKey(), typed, provenPhone: typed.phone }));
  return Object.values(typed);
};

/** They authorised somebody who has no login here; gives who that is. */
const authorised = async (city: CityWithKeyFile, personId: PersonId): Promise<readonly string[]> => {
  const agent = { name: '王密封', idNumber: idNumber(903) };
  await authorise(city, personId, { agent });
  return Object.values(agent);
};

/** Something was asked of the hotline; gives what they wrote. */
const ticketed = async (city: CityWithKeyFile, personId: PersonId): Promise<string> => {
  const words = '密封路的网点几点开门';
  const self = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 3 } as const;
  const about = { topic: 'collecting', bank: null, place: null } as const;
  done(await openTicket(city, { ...self, language: 'zh', key: freshKey(), kind: 'consultation', about, words }));
  return words;
};

/** The first thing on the record was not them; gives what they wrote. */
const doubted = async (city: CityWithKeyFile, personId: PersonId): Promise<string> => {
  const words = '那天在密封路，不是我';
  const asking = { personId, channel: 'minsheng', level: 3, language: 'zh', key: freshKey(), words } as const;
  done(await raiseDoubt(city, { ...asking, doubted: { kind: 'event', seq: 1 } }));
  return words;
};

/** The card that was made for them is said to be a mistake; gives what staff wrote. */
const proposed = async ({ sql, keys }: CityWithKeyFile, personId: PersonId): Promise<string> => {
  const reason = '密封路的窗口拿错了卡';
  await sql`
    insert into corrections (person_id, correction_id, card_id, event_seq, act, state, proposed_by, proposed_at, sealed)
    select person_id, ${newId<string>()}, card_id, 1, 'enable-card', 'proposed', 'staff-1', now(),
      ${sealCorrection(keys, personId, { reason, note: '' })}
    from cards where person_id = ${personId} and generation = 3`;
  return reason;
};

/** Help at home, asked for at an address of its own; gives what was told for it. */
const askedForHelp = async (city: CityWithKeyFile, personId: PersonId): Promise<readonly string[]> => {
  const outletId = await insertStreet(city, 'sealed');
  const told = { phone: '19900004715', address: '密封路7号院7号楼', note: '密封的话' };
  await askForHelp(city, personId, { ...streetForm, ...told, outletId });
  return Object.values(told);
};

/** The photo the core system has; a picture is bytes like any others here. */
const photoOnFile = async ({ sql, keys }: CityWithKeyFile, personId: PersonId, content: string): Promise<void> => {
  await sql`
    insert into photos_on_file (person_id, sealed, imported_at)
    values (${personId}, ${sealPhotoOnFile(keys, personId, Buffer.from(content))}, now())`;
};

/** What belongs to nobody: a record of a login provider, and a file that waits to be imported. */
const besides = async ({ sql, keys }: CityWithKeyFile, file: string): Promise<void> => {
  await insertRecord(sql, {
    ...{ provider: 'demo', model: 'Grant', idDigest: keys.digest('grant'), grantDigest: null, uidDigest: null },
    ...{ sealed: keys.seal('oidc_records.sealed', '-', file), expiresAt: null },
  });
  const importId = newId<ImportId>();
  const sealed = keys.seal('import_chunks.sealed', importId, Buffer.from(file));
  await sql`insert into import_chunks (import_id, seq, sealed) values (${importId}, 0, ${sealed})`;
  const result = keys.seal('answer_results.sealed', importId, file);
  await sql`
    insert into answer_results (import_id, line, state, sealed) values (${importId}, 1, 'refused', ${result})`;
  await sql`
    insert into differences (bank, number, kind, day, sealed, found_at)
    values ('102', 'X', 'card-number', '2025-10-09', ${keys.seal('differences.sealed', '102', file)}, now())`;
};
