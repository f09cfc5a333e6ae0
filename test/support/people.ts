// People of a test: a retiree of batch 5 unless said otherwise, in the database as the import leaves them, and their pictures uploaded.
import { randomInt } from 'node:crypto';
import { type CardId, newId, type PersonId } from '../../src/base/ids.ts';
import { sealCard } from '../../src/cards/card.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Queries, Sql } from '../../src/database/connection.ts';
import type { EmployerRecord } from '../../src/employers/employer.ts';
import { checkCharacter } from '../../src/people/id-number.ts';
import type { PersonalFields, PersonRecord } from '../../src/people/person.ts';
import { sealPersonal } from '../../src/people/sealed-fields.ts';
import { photoKinds, sealUpload, type UploadId } from '../../src/photos/photo.ts';

/** How many people of a birth date this process has invented; drawn by chance, two of a hundred would share a number. */
const invented = new Map<string, number>();

/** Valid by its check character, of no real person: the sequence 900 and above marks what is invented. */
const inventedIdNumber = (birthDate: Temporal.PlainDate): string => {
  const day = birthDate.toString().replaceAll('-', '');
  const turn = invented.get(day) ?? 0;
  invented.set(day, turn + 1);
  const seventeen = `110101${day}${900 + (turn % 100)}`;
  return seventeen + checkCharacter(seventeen);
};

export const testPerson = (changes: Partial<PersonRecord> = {}): PersonRecord => {
  const birthDate = changes.birthDate ?? Temporal.PlainDate.from('1955-03-02');
  return {
    personId: newId<PersonId>(),
    coreNumber: String(randomInt(2 ** 40)),
    name: '张试验',
    idType: 'resident',
    idNumber: inventedIdNumber(birthDate),
    idValidUntil: null,
    birthDate,
    sex: 'female',
    phone: '19900000001',
    groups: ['retiree'],
    insured: true,
    district: '110108',
    pensionBanks: [{ bank: '102', from: Temporal.PlainDate.from('2015-04-01') }],
    retiredOn: Temporal.PlainDate.from('2015-03-31'),
    lastBankChangeOn: null,
    diedOn: null,
    employer: null,
    ...changes,
  };
};

/** Puts a person into the database. */
export const insertTestPerson = async (
  sql: Sql,
  keys: Keys,
  changes: Partial<PersonRecord> = {},
): Promise<PersonRecord> => {
  const person = testPerson(changes);
  const { personId, groups, insured, district, pensionBanks, retiredOn } = person;
  const { coreNumber, name, idType, idNumber, idValidUntil, birthDate, sex, phone } = person;
  const personal: PersonalFields = { coreNumber, name, idType, idNumber, idValidUntil, birthDate, sex, phone };
  const banks = sql.json(pensionBanks.map(({ bank, from }) => ({ bank, from: from.toString() })));
  await sql.begin(async (transaction) => {
    await transaction`insert into people (person_id) values (${personId})`;
    if (person.employer) await insertTestEmployer(transaction, person.employer);
    await transaction`
      insert into insured_records (person_id, sealed, groups, insured, district, pension_banks, retired_on, source_mac,
                                   imported_at, employer_code)
      values (${personId}, ${sealPersonal(keys, personId, personal)}, ${groups}, ${insured}, ${district}, ${banks},
              ${retiredOn}, ${keys.digest(personId)}, now(), ${person.employer?.code ?? null})`;
  });
  await insertTestUploads({ sql, keys }, personId);
  return person;
};

/** The employer or school of a person, as the import leaves it. */
const insertTestEmployer = async (sql: Queries, employer: EmployerRecord): Promise<void> => {
  const { code, name, kind, district, groupOpenOn, banks, presetDelivery, presetOutlet } = employer;
  await sql`
    insert into employers (code, name, kind, district, group_open_on, banks, preset_delivery, preset_outlet)
    values (${code}, ${name}, ${kind}, ${district}, ${groupOpenOn}, ${banks}, ${presetDelivery}, ${presetOutlet})
    on conflict (code) do nothing`;
};

/** The pictures of an application, waiting to be sent; what is on them nobody asks here. */
export const insertTestUploads = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
): Promise<void> => {
  const rows = photoKinds.map((kind) => ({
    ...{
      person_id: personId,
      upload_id: newId<UploadId>(),
      kind,
      sealed: sealUpload(keys, personId, Buffer.from(kind)),
    },
    ...{ bytes: kind.length, uploaded_at: '2025-01-01', delete_after: '2100-01-01' },
  }));
  await sql`insert into uploads ${sql(rows)} on conflict do nothing`;
};

/** A second-generation card in use, as the core system knows it. */
export const insertOldCard = async (sql: Sql, keys: Keys, personId: PersonId): Promise<CardId> => {
  const cardId = newId<CardId>();
  const number = '00000000X';
  const sealed = sealCard(keys, personId, { number, chipId: null, specificationVersion: null, accountLastFour: null });
  await sql`
    insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed)
    values (${personId}, ${cardId}, 2, '102', 'enabled', 'active', ${sealed})`;
  return cardId;
};

/** A bank outlet with the id `outlet-<bank>`. */
export const insertTestOutlet = async (sql: Sql, bank: string): Promise<string> => {
  const outletId = `outlet-${bank}`;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values (${outletId}, 'bank', ${bank}, '110108', ${'试验支行'}, ${'试验路1号'}) on conflict do nothing`;
  return outletId;
};
