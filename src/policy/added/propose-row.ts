// Somebody of the bureau proposes a row: it is checked against all that holds, recorded, and waits for a second person.
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { ok, type Refused, type Result, refused } from '../../base/result.ts';
import type { Sql } from '../../database/connection.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AddedRow, AddedSource } from './added-row.ts';
import { insertAddedRow, listConfirmedRows } from './added-rows-store.ts';
import { readCalendarTable } from './calendar-table.ts';
import { checkRows, effectiveDayOf, type RowsClash } from './check-rows.ts';
import {
  type AddedContent,
  type AddedKind,
  type FieldName,
  type FormField,
  fieldNames,
  fieldsOf,
  type Input,
  schemaOf,
} from './kinds.ts';

export type Ground = { readonly sql: Sql; readonly policy: PolicyHolder; readonly businessClock: Clock };

/** What a form says: a field that may be there several times has a list. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type Proposal = {
  readonly content: AddedContent;
  readonly supersedes: string | null;
  readonly source: AddedSource;
  readonly reason: string;
};

/** Codes that the schemas give themselves; others are called after how the field is asked for. */
const ownProblems = [
  'ends-before-it-begins',
  'districts-are-for-employees',
  'channel-of-the-notice',
  'days-of-another-year',
  'made-up-on-a-weekday',
  'both-off-and-worked',
  'day-twice',
  'too-few-days-off',
  'too-many-days-off',
  'table-or-lists',
  'outlet-unknown',
] as const;
export type ProblemCode = (typeof ownProblems)[number] | Input['as'];
export type FieldProblem = {
  readonly field: FieldName;
  readonly code: ProblemCode;
  /** Of a table: the line that is wrong. */
  readonly line?: number;
};
type FieldsRefused = Refused<'FIELDS', { readonly problems: readonly FieldProblem[] }>;

const sentence = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}<>]+$/u);
const ground = z.object({
  supersedes: z.string().max(60).optional(),
  document: sentence,
  clause: sentence,
  date: z.iso.date(),
  reason: sentence,
});

/** Fields around every kind, in the order of the form. */
export const groundFields: readonly FormField[] = [
  { name: 'document', input: { as: 'text' }, isOptional: false },
  { name: 'clause', input: { as: 'text' }, isOptional: false },
  { name: 'date', input: { as: 'day' }, isOptional: false },
  { name: 'reason', input: { as: 'text' }, isOptional: false },
];

const one = (typed: Typed, name: string): string | undefined => {
  const value = typed[name];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
};

/** Days stand apart by anything people put between them. */
const valueIn = (typed: Typed, { name, input, isOptional }: FormField): unknown => {
  const value = typed[name] ?? [];
  const list = typeof value === 'string' ? [value] : value;
  if (input.as === 'several') return list.length === 0 && isOptional ? undefined : list;
  if (input.as === 'days')
    return list
      .flatMap((each) => each.split(/[\s,;，；、]+/))
      .filter(Boolean)
      .sort();
  return one(typed, name);
};

const problemsIn = (kind: AddedKind, { issues }: z.ZodError): readonly FieldProblem[] => {
  const inputs = new Map([...fieldsOf(kind), ...groundFields].map(({ name, input }) => [name, input.as]));
  const found = issues.map(({ path, message }): [FieldName, FieldProblem] => {
    const [given] = path;
    const field = fieldNames.find((each) => each === given) ?? 'reason';
    const ofItsOwn = ownProblems.find((each) => each === message);
    return [field, { field, code: ofItsOwn ?? inputs.get(field) ?? 'text' }];
  });
  // Of one field what was found first: what comes after follows from it more often than not.
  return found
    .filter(([field], place) => found.findIndex(([each]) => each === field) === place)
    .map(([, problem]) => problem);
};

/** The days of a table in the place of the two lists; the lists beside it would say two things at once. */
const withTable = (kind: AddedKind, typed: Typed): Result<Typed, FieldsRefused> => {
  const table = kind === 'calendar-year' ? one(typed, 'table') : undefined;
  if (table === undefined) return ok(typed);
  const problem = (rest: Omit<FieldProblem, 'field'>) =>
    refused('FIELDS', { problems: [{ field: 'table', ...rest }] } as const);
  if (one(typed, 'holidays') ?? one(typed, 'makeUpWorkdays')) return problem({ code: 'table-or-lists' });
  const read = readCalendarTable(table);
  return read.ok ? ok({ ...typed, ...read.value }) : problem({ code: 'table', line: read.facts.line });
};

/** Reads what was typed for a kind. Changes nothing. */
export const readProposal = (kind: AddedKind, given: Typed): Result<Proposal, FieldsRefused> => {
  const laidOut = withTable(kind, given);
  return laidOut.ok ? readFields(kind, laidOut.value) : laidOut;
};

const readFields = (kind: AddedKind, typed: Typed): Result<Proposal, FieldsRefused> => {
  const values = Object.fromEntries(fieldsOf(kind).map((field) => [field.name, valueIn(typed, field)]));
  const content = schemaOf(kind).safeParse({ ...values, kind });
  const given = ground.safeParse({
    ...Object.fromEntries(groundFields.map(({ name }) => [name, one(typed, name)])),
    supersedes: one(typed, 'supersedes'),
  });
  if (!content.success || !given.success)
    return refused('FIELDS', {
      problems: [content, given].flatMap(({ error }) => (error ? problemsIn(kind, error) : [])),
    });
  const { supersedes = null, document, clause, date, reason } = given.data;
  const source = { document, clause, date: Temporal.PlainDate.from(date) };
  return ok({ content: content.data, supersedes, source, reason });
};

/** What the policy would be with a row that has no number yet. */
export type Candidate = { readonly row: AddedRow; readonly before: Snapshot; readonly after: Snapshot };

/** Beyond any number that is given, so that it stands for none. */
const unnumbered = 0;

export const candidateOf = async (
  { sql, policy }: Ground,
  { content, supersedes, source }: Omit<Proposal, 'reason'>,
): Promise<Result<Candidate, RowsClash>> => {
  const row = { number: unnumbered, content, supersedes, source };
  const confirmed = await listConfirmedRows(sql);
  const after = checkRows(policy.shipped, [...confirmed, row]);
  if (!after.ok) return after;
  const before = checkRows(policy.shipped, confirmed);
  return before.ok ? ok({ row, before: before.value, after: after.value }) : before;
};

/** Records a proposal; it changes no answer. Refused with what the load check says, and with nothing recorded. */
export const proposeRow = async (
  ground: Ground,
  { proposal, by, key }: { readonly proposal: Proposal; readonly by: string; readonly key: string },
): Promise<Result<number, RowsClash>> => {
  const candidate = await candidateOf(ground, proposal);
  if (!candidate.ok) return candidate;
  const { row, before, after } = candidate.value;
  const effectiveOn = effectiveDayOf(row, { before: before.rows, after: after.rows });
  const at = ground.businessClock();
  return ok(await insertAddedRow(ground.sql, { ...proposal, key, effectiveOn, proposedBy: by, proposedAt: at }));
};
