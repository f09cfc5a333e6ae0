// All SQL of the queues: applications by list, page by page, with what every page costs held to a limit.
import type { ApplicationState, HoldableState } from '../applications/application-lifecycle.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { mostExamined, type QueueList } from './queue.ts';

/** Whose queue: of one bank, or of all (`bank` null); `now` is the business clock. */
export type QueueOf = {
  readonly list: QueueList;
  readonly bank: string | null;
  readonly district: string | null;
  readonly now: Temporal.Instant;
};

/** Nothing personal is in it. */
export type QueuedApplication = {
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly bank: string;
  readonly state: ApplicationState;
  /** Where the person is insured now; null: the core system has no record of them. */
  readonly district: string | null;
  readonly submittedAt: Temporal.Instant;
  /** null while the calendar of its year is not published (G-37). */
  readonly dueOn: Temporal.PlainDate | null;
  readonly heldFrom: HoldableState | null;
};

export type ChosenApplication = QueuedApplication & { readonly personId: PersonId };

/** The last row that was looked at; `due` is its last day, `infinity` where there is none. */
export type QueuePlace = { readonly due: string; readonly applicationId: string };

/** Each list is in the order of one index; the conditions are those of the index, so that it can be used. */
const inList = (sql: Sql, list: QueueList): { readonly where: Fragment; readonly due: Fragment } => {
  if (list === 'due' || list === 'submitted')
    return {
      where: sql`state in ('submitted', 'in-production') and due_on is not null`,
      due: sql`due_on`,
    };
  if (list === 'undated')
    return { where: sql`state in ('submitted', 'in-production') and due_on is null`, due: sql`'infinity'::date` };
  if (list === 'on-hold') return { where: sql`state = 'on-hold'`, due: sql`coalesce(due_on, 'infinity')` };
  return {
    where: sql`state in ('in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'account-refused', 'rejected')
      and state = ${list}`,
    due: sql`coalesce(due_on, 'infinity')`,
  };
};

const candidates = (sql: Sql, { list, bank }: QueueOf, after: QueuePlace | null): Fragment => {
  const { where, due } = inList(sql, list);
  return sql`
    from applications where ${where}
      ${bank === null ? sql`` : sql`and bank = ${bank}`}
      ${after === null ? sql`` : placedAfter(sql, list, { after, due })}
    order by ${list === 'undated' ? sql`` : sql`${due}, `}application_id`;
};

type Placed = { readonly after: QueuePlace; readonly due: Fragment };

const placedAfter = (sql: Sql, list: QueueList, { after, due }: Placed): Fragment =>
  list === 'undated'
    ? sql`and application_id > ${after.applicationId}`
    : sql`and (${due}, application_id) > (${after.due}::date, ${after.applicationId})`;

/** The next rows of a list; a bank has an application once the time to withdraw it is over, and nobody has it before. */
export const listQueue = async (
  sql: Sql,
  of: QueueOf,
  { after, most }: { readonly after: QueuePlace | null; readonly most: number },
): Promise<readonly QueuedApplication[]> => sql<QueuedApplication[]>`
  select application_id as "applicationId", number, candidates.bank, candidates.state, district,
    submitted_at as "submittedAt", due_on as "dueOn", held_from as "heldFrom"
  from (
    select person_id, application_id, number, bank, state, submitted_at, due_on, held_from,
      ${inList(sql, of.list).due} as due
    ${candidates(sql, of, after)} limit ${mostExamined}
  ) as candidates
  -- One look by the key for each row: joined as tables, all orders and records would be read to find the few of a page.
  cross join lateral (
    select visible_at from orders
    where orders.person_id = candidates.person_id and orders.application_id = candidates.application_id
      and orders.bank = candidates.bank limit 1
  ) as orders
  left join lateral (
    select district from insured_records where insured_records.person_id = candidates.person_id limit 1
  ) as record on true
  where orders.visible_at <= ${of.now}
    ${of.list === 'submitted' ? sql`and candidates.state = 'submitted'` : sql``}
    ${of.district === null ? sql`` : sql`and district = ${of.district}`}
  order by due, application_id limit ${most}`;

/** Of a list to be taken out whole: how many rows it has, and how many were looked at to say so; both stop at `most`. */
export const countQueue = async (
  sql: Sql,
  of: QueueOf,
  { most }: { readonly most: number },
): Promise<{ readonly rows: number; readonly examined: number }> => {
  const [row] = await sql<{ rows: number; examined: number }[]>`
    select count(*)::int as examined, count(*) filter (where wanted)::int as rows from (
      select orders.visible_at <= ${of.now}
          ${of.list === 'submitted' ? sql`and candidates.state = 'submitted'` : sql``}
          ${of.district === null ? sql`` : sql`and record.district = ${of.district}`} as wanted
      from (select person_id, application_id, bank, state ${candidates(sql, of, null)} limit ${most}) as candidates
      left join lateral (
        select visible_at from orders
        where orders.person_id = candidates.person_id and orders.application_id = candidates.application_id
          and orders.bank = candidates.bank limit 1
      ) as orders on true
      ${
        of.district === null
          ? sql``
          : sql`left join lateral (
              select district from insured_records where insured_records.person_id = candidates.person_id limit 1
            ) as record on true`
      }
    ) as looked_at`;
  return row ?? { rows: 0, examined: 0 };
};

/** The last of the rows that one page looks at; undefined: there are not so many. */
export const findExaminedEnd = async (
  sql: Sql,
  of: QueueOf,
  after: QueuePlace | null,
): Promise<QueuePlace | undefined> => {
  const [row] = await sql<QueuePlace[]>`
    select ${inList(sql, of.list).due}::text as due, application_id as "applicationId"
    ${candidates(sql, of, after)} limit 1 offset ${mostExamined - 1}`;
  return row;
};

/** Applications that were chosen by their numbers, with whose they are; those that may still be withdrawn are left out. */
export const listChosen = async (
  sql: Sql,
  { numbers, now }: { readonly numbers: readonly string[]; readonly now: Temporal.Instant },
): Promise<readonly ChosenApplication[]> => sql<ChosenApplication[]>`
  select applications.person_id as "personId", applications.application_id as "applicationId", applications.number, bank,
    state, district, submitted_at as "submittedAt", due_on as "dueOn", held_from as "heldFrom"
  from application_numbers
  join applications on applications.person_id = application_numbers.person_id
    and applications.number = application_numbers.number
  left join insured_records on insured_records.person_id = applications.person_id
  where application_numbers.number = any(${arrayOf(numbers)}::text::text[])
    and (state <> 'submitted' or exists (select from orders where orders.person_id = applications.person_id
      and orders.application_id = applications.application_id and orders.bank = applications.bank
      and orders.visible_at <= ${now}))
  order by array_position(${arrayOf(numbers)}::text::text[], applications.number)`;

/** How many of the queue are due before one day and not before another; counting stops at `most`. */
export const countDue = async (
  sql: Sql,
  { bank, now }: Pick<QueueOf, 'bank' | 'now'>,
  {
    from,
    before,
    most,
  }: { readonly from: Temporal.PlainDate | null; readonly before: Temporal.PlainDate; readonly most: number },
): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from applications
      where applications.state in ('submitted', 'in-production') and due_on is not null
        ${bank === null ? sql`` : sql`and applications.bank = ${bank}`}
        and due_on < ${before} ${from === null ? sql`` : sql`and due_on >= ${from}`}
        and exists (select from orders where orders.person_id = applications.person_id
          and orders.application_id = applications.application_id and orders.bank = applications.bank
          -- The offset keeps it a look by the key for each row: joined, all orders would be read to count a few.
          and orders.visible_at <= ${now} offset 0)
      limit ${most}
    ) as counted`;
  return row?.count ?? 0;
};

/** Applications of a bank that run: nobody has their card yet. */
export const countRunningOf = async (sql: Sql, bank: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from applications
    where bank = ${bank} and state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold')`;
  return row?.count ?? 0;
};
