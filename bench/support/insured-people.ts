// Many insured retirees with an old card each, for benches: ids that can be counted, the same content sealed for each.
import type { PersonId } from '../../src/base/ids.ts';
import { sealCard } from '../../src/cards/card.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { sealPersonal } from '../../src/people/sealed-fields.ts';
import { testPerson } from '../../test/support/people.ts';

const rowsAtOnce = 1000;
const prefix = '01990000-0000-7000-8000-';

/** The id of the `index`-th person. */
export const personIdAt = (index: number): PersonId =>
  testPerson({ personId: `${prefix}${index.toString(16).padStart(12, '0')}` as PersonId }).personId;

/** The same id as an expression of SQL over a number. */
export const personIdSql = (index: string): string => `('${prefix}' || lpad(to_hex(${index}::bigint), 12, '0'))::uuid`;

/** Inserts people 0 … count − 1. */
export const insertInsuredPeople = async (sql: Sql, keys: Keys, count: number): Promise<void> => {
  for (let from = 0; from < count; from += rowsAtOnce) {
    const indexes = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, index) => from + index);
    await insertBatch(sql, keys, indexes.map(personIdAt));
  }
  await sql`vacuum (analyze) people, insured_records, cards`;
};

const insertBatch = async (sql: Sql, keys: Keys, personIds: readonly PersonId[]): Promise<void> => {
  const content = { number: '00000000X', chipId: null, specificationVersion: null, accountLastFour: null };
  const records = personIds.map((personId) => sealPersonal(keys, personId, testPerson({ personId })).toString('hex'));
  const cards = personIds.map((personId) => sealCard(keys, personId, content).toString('hex'));
  await sql`
    with row as (
      select * from unnest(${[...personIds]}::uuid[], ${records}::text[], ${cards}::text[]) as row (person_id, record, card)
    ), person as (
      insert into people (person_id) select person_id from row
    ), record as (
      insert into insured_records (person_id, sealed, groups, insured, district, pension_banks, retired_on, source_mac,
                                   imported_at)
      select person_id, decode(record, 'hex'), '{retiree}', true, '110108', '[{"bank": "102", "from": "2015-04-01"}]', '2015-03-31', '',
             now()
      from row
    )
    insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed)
    select person_id, person_id, 2, '102', 'enabled', 'active', decode(card, 'hex') from row`;
};
