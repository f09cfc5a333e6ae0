// Orders that wait at their banks, as submitting leaves them; and many that only fill the tables.
import { drawApplicationNumber, sealApplication } from '../../src/applications/application.ts';
import { type ApplicationId, newId, type PersonId } from '../../src/base/ids.ts';
import { arrayOf } from '../../src/database/array-literal.ts';
import type { Sql } from '../../src/database/connection.ts';
import { type Ground, importRetirees } from './applicants.ts';

const rowsAtOnce = 5_000;

/** Imports people who all applied at `now`, by mail, at the banks in turn; gives the numbers of their applications. */
export const insertOrders = async (
  ground: Ground,
  { count, banks, now }: { readonly count: number; readonly banks: readonly string[]; readonly now: Temporal.Instant },
): Promise<readonly string[]> => {
  await importRetirees(ground, count, now);
  const people = await ground.sql<{ personId: PersonId }[]>`select person_id as "personId" from people`;
  const numbers: string[] = [];
  for (let from = 0; from < people.length; from += rowsAtOnce) {
    const rows = people.slice(from, from + rowsAtOnce).map(({ personId }, index) => ({
      ...{ personId, applicationId: newId<ApplicationId>(), number: drawApplicationNumber() },
      ...{ bank: banks[index % banks.length] ?? '', sealed: contentFor(ground, personId) },
    }));
    await insertRows(ground.sql, rows, now);
    numbers.push(...rows.map(({ number }) => number));
  }
  await ground.sql`vacuum analyze`;
  return numbers;
};

const contentFor = ({ keys }: Ground, personId: PersonId): Buffer =>
  sealApplication(keys, personId, {
    ...{ phone: '19900000001', homeAddress: '试验路9号院9号楼909', occupation: 'retired', taxResidency: null },
    ...{ recipient: '张试验', recipientPhone: '19900000002', address: '试验路1号院2号楼301室', postcode: '100000' },
    ...{ photo: 'uploaded', language: 'zh', cardNumber: null, trackingNumber: null },
  });

type OrderRow = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly bank: string;
  readonly sealed: Buffer;
};

const insertRows = async (sql: Sql, rows: readonly OrderRow[], now: Temporal.Instant): Promise<void> => {
  await sql`
    with n as (
      select * from unnest(
        ${arrayOf(rows.map(({ personId }) => personId))}::text::uuid[],
        ${arrayOf(rows.map(({ applicationId }) => applicationId))}::text::uuid[],
        ${arrayOf(rows.map(({ number }) => number))}::text::text[], ${arrayOf(rows.map(({ bank }) => bank))}::text::text[],
        ${arrayOf(rows.map(({ sealed }) => sealed))}::text::bytea[]) as n (person_id, application_id, number, bank, sealed)
    ), numbers as (
      insert into application_numbers (number, person_id, application_id) select number, person_id, application_id from n
    ), applied as (
      insert into applications (person_id, application_id, number, state, channel, actor, bank, delivery, policy_snapshot,
                                submitted_at, due_on, sealed)
      select person_id, application_id, number, 'submitted', 'minsheng', 'holder', bank, 'mail', 1, ${now},
             ${now}::timestamptz::date + 30, sealed
      from n
    )
    insert into orders (person_id, application_id, bank, state, visible_at)
    select person_id, application_id, bank, 'waiting', ${now}::timestamptz + interval '10 minutes' from n`;
};

/** Copies of an order of a bank that wait behind it, with people of their own; what is sealed nobody opens. */
export const insertOrdersBehind = async (
  sql: Sql,
  { bank, from, to }: { readonly bank: string; readonly from: number; readonly to: number },
): Promise<void> => {
  const session = await sql.reserve();
  try {
    // A million rows take longer than a request may.
    await session`set statement_timeout = 0`;
    const turns = session`generate_series(${from}::bigint, ${to}::bigint - 1) as turn`;
    const at = session`md5('behind' || turn::text)::uuid`;
    const first = session`(select * from orders where bank = ${bank} order by visible_at, application_id limit 1) as own`;
    await session`
      insert into insured_records (person_id, sealed, groups, insured, district, source_mac, imported_at)
      select ${at}, sealed, groups, insured, district, source_mac, imported_at
      from ${first} join insured_records using (person_id), ${turns}`;
    await session`
      insert into applications (person_id, application_id, number, state, channel, actor, bank, delivery, policy_snapshot,
                                submitted_at, due_on, sealed)
      select ${at}, ${at}, 'behind' || turn, applications.state, channel, actor, applications.bank, delivery, policy_snapshot,
             submitted_at, due_on, sealed
      from ${first} join applications using (person_id, application_id), ${turns}`;
    await session`
      insert into orders (person_id, application_id, bank, state, visible_at)
      select ${at}, ${at}, bank, state, visible_at + interval '1 second' from ${first}, ${turns}`;
    await session`vacuum analyze`;
  } finally {
    session.release();
  }
};
