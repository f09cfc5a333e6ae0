// The kinds of rows the bureau may add: each one schema, from which its form and the check of what was typed both come.
import { z } from 'zod';
import { districts } from '../../base/districts.ts';
import { isOneOf } from '../../base/one-of.ts';
import { channels, groups, services } from '../question.ts';

/** How a field is asked for in a form. `bank`: one of the banks of the policy. */
export type Input =
  | { readonly as: 'text' | 'day' | 'days' | 'table' | 'year' | 'bank' }
  | {
      readonly as: 'one' | 'several';
      readonly of: 'flag' | 'yes-no' | 'group' | 'district' | 'service';
      readonly codes: readonly string[];
    };

const inputs = z.registry<Input>();

/** What the form asks for a field; undefined for what is not asked. */
export const inputOf = (schema: z.core.$ZodType): Input | undefined =>
  inputs.get(schema instanceof z.ZodOptional ? schema.unwrap() : schema);

const asked = <S extends z.ZodType>(schema: S, input: Input): S => {
  inputs.add(schema, input);
  return schema;
};

/** A name, never markup or control characters. */
const text = (most: number) =>
  asked(
    z
      .string()
      .trim()
      .min(1)
      .max(most)
      .regex(/^[^\p{Cc}<>]+$/u),
    { as: 'text' },
  );
/** Nobody adds a row for the time before the program or for one that nobody here lives to see. */
const day = () =>
  asked(
    z.iso.date().refine((each) => each >= '2024-01-31' && each < '2100'),
    { as: 'day' },
  );
/** More days off than any announcement has ever named. */
const mostDays = 80;
const days = () => asked(z.array(z.iso.date()).max(mostDays), { as: 'days' });
const several = <const Codes extends readonly [string, ...string[]]>(
  codes: Codes,
  of: 'group' | 'district' | 'service',
) => asked(z.array(z.enum(codes)).min(1), { as: 'several', of, codes });
const bank = z.string().regex(/^(\d{3}|\d{12})$/);

const [firstDistrict = '', ...otherDistricts] = districts.map(({ code }) => code);
export const bankFlagCodes = ['online-reissue', 'online-exchange', 'activate-at-machine'] as const;
const period = () => ({ from: day(), until: day().optional() });

type Period = { readonly from: string; readonly until?: string | undefined };
const isInOrder = ({ from, until }: Period): boolean => until === undefined || from <= until;
const order = { path: ['until'], message: 'ends-before-it-begins' };

/** Batches: who may apply from which day on (R-ELIG-20, G-01, G-27). */
const batch = z
  .object({
    kind: z.literal('batch'),
    batch: text(20),
    groups: several(groups, 'group'),
    districts: several([firstDistrict, ...otherDistricts], 'district').optional(),
    ...period(),
  })
  .refine(isInOrder, order)
  // The batch of everybody else does not ask for a district: such a row would open nothing (G-23).
  .refine(({ districts: only, groups: whom }) => only === undefined || whom.every((each) => each === 'employee'), {
    path: ['districts'],
    message: 'districts-are-for-employees',
  });

/** Cooperating banks: one that joins, or with `supersedes` one whose first or last day is another (C-01). */
const cooperatingBank = z
  .object({
    kind: z.literal('bank'),
    code: asked(bank, { as: 'text' }),
    zh: text(30),
    en: text(60),
    ...period(),
  })
  .refine(isInOrder, order);

/** What a bank offers beyond the common list (R-BANK-12, C-10). */
const bankFlag = z
  .object({
    kind: z.literal('bank-flag'),
    bank: asked(bank.clone(), { as: 'bank' }),
    flag: asked(z.enum(bankFlagCodes), { as: 'one', of: 'flag', codes: bankFlagCodes }),
    ...period(),
  })
  .refine(isInOrder, order);

export const yesNoCodes = ['yes', 'no'] as const;

/** Whether an outlet of a bank makes cards on the spot from a day on (R-CHAN-16, C-47). */
const outletInstant = z
  .object({
    kind: z.literal('outlet-instant'),
    bank: asked(bank.clone(), { as: 'bank' }),
    outlet: asked(z.string().regex(/^[0-9A-Za-z-]{1,32}$/), { as: 'text' }),
    instant: asked(z.enum(yesNoCodes), { as: 'one', of: 'yes-no', codes: yesNoCodes }),
    ...period(),
  })
  .refine(isInOrder, order);

/** A further online channel with the services it offers (R-CHAN-06). */
const channel = z
  .object({
    kind: z.literal('channel'),
    channel: asked(z.string().regex(/^[a-z][a-z0-9-]{1,29}$/), { as: 'text' }),
    zh: text(30),
    en: text(60),
    services: several(services, 'service'),
    ...period(),
  })
  .refine(isInOrder, order)
  // What the channels of the notice offer stands in the matrix, not in a row of theirs.
  .refine((row) => !channels.some((each) => each === row.channel), {
    path: ['channel'],
    message: 'channel-of-the-notice',
  });

/** Every announced year so far took 18 to 20 weekdays off and 5 to 8 weekend days back; far from that a line is missing. */
const weekdaysOff = { least: 10, most: 40 } as const;
const mostMadeUp = 15;
const isOnce = (list: readonly string[]): boolean => new Set(list).size === list.length;
const countWeekdays = (list: readonly string[]): number => list.filter((each) => !isWeekend(each)).length;

const isWeekend = (each: string): boolean => Temporal.PlainDate.from(each).dayOfWeek > 5;
const within = (year: number, list: readonly string[]): boolean => list.every((each) => each.startsWith(`${year}-`));

/** A year of the working-day calendar as the State Council announces it (G-37). */
const calendarYear = z
  .object({
    kind: z.literal('calendar-year'),
    year: asked(z.coerce.number().int().min(2024).max(2099), { as: 'year' }),
    holidays: days().min(1),
    makeUpWorkdays: days().max(mostMadeUp),
    document: text(100),
  })
  .refine(({ year, holidays }) => within(year, holidays), { path: ['holidays'], message: 'days-of-another-year' })
  .refine(({ year, makeUpWorkdays }) => within(year, makeUpWorkdays), {
    path: ['makeUpWorkdays'],
    message: 'days-of-another-year',
  })
  .refine(({ makeUpWorkdays }) => makeUpWorkdays.every(isWeekend), {
    path: ['makeUpWorkdays'],
    message: 'made-up-on-a-weekday',
  })
  .refine(({ holidays, makeUpWorkdays }) => !makeUpWorkdays.some((each) => holidays.includes(each)), {
    path: ['makeUpWorkdays'],
    message: 'both-off-and-worked',
  })
  .refine(({ holidays }) => isOnce(holidays), { path: ['holidays'], message: 'day-twice' })
  .refine(({ makeUpWorkdays }) => isOnce(makeUpWorkdays), { path: ['makeUpWorkdays'], message: 'day-twice' })
  .refine(({ holidays }) => countWeekdays(holidays) >= weekdaysOff.least, {
    path: ['holidays'],
    message: 'too-few-days-off',
  })
  .refine(({ holidays }) => countWeekdays(holidays) <= weekdaysOff.most, {
    path: ['holidays'],
    message: 'too-many-days-off',
  });

/** When the park ticket is sold, as the year's announcement says (R-PARK-02). */
const saleSeason = z.object({ kind: z.literal('sale-season'), from: day(), until: day() }).refine(isInOrder, order);

const schemas = {
  batch,
  bank: cooperatingBank,
  'bank-flag': bankFlag,
  'outlet-instant': outletInstant,
  channel,
  'calendar-year': calendarYear,
  'sale-season': saleSeason,
} as const;

export const addedKinds = [
  ...(['batch', 'bank', 'bank-flag', 'outlet-instant', 'channel', 'calendar-year', 'sale-season'] as const),
] as const;
export type AddedKind = (typeof addedKinds)[number];

export const schemaOf = (kind: AddedKind) => schemas[kind];
/** What an added row says, whatever its kind. */
export const addedContent = z.discriminatedUnion('kind', [
  batch,
  cooperatingBank,
  bankFlag,
  outletInstant,
  channel,
  calendarYear,
  saleSeason,
]);
export type AddedContent = z.infer<typeof addedContent>;

/** Every field of every form, those about the announcement included. */
export const fieldNames = [
  'batch',
  'code',
  'zh',
  'en',
  'bank',
  'flag',
  'outlet',
  'instant',
  'channel',
  'groups',
  'districts',
  'services',
  'year',
  'table',
  'holidays',
  'makeUpWorkdays',
  'from',
  'until',
  'supersedes',
  'document',
  'clause',
  'date',
  'reason',
] as const;
export type FieldName = (typeof fieldNames)[number];

export type FormField = { readonly name: FieldName; readonly input: Input; readonly isOptional: boolean };

/** The fields of a kind in the order of its schema. */
export const fieldsOf = (kind: AddedKind): readonly FormField[] =>
  Object.entries(schemas[kind].shape).flatMap(([name, schema]): readonly FormField[] => {
    const input = inputOf(schema);
    return input && isOneOf(fieldNames, name) ? [{ name, input, isOptional: schema instanceof z.ZodOptional }] : [];
  });

/** Why each kind may be added at all; the first is the rule it stands under. */
export const rulesOfKind: Readonly<Record<AddedKind, string>> = {
  batch: 'R-ELIG-20',
  bank: 'R-BANK-01',
  'bank-flag': 'R-BANK-12',
  'outlet-instant': 'R-CHAN-16',
  channel: 'R-CHAN-06',
  'calendar-year': 'R-PROD-01',
  'sale-season': 'R-PARK-02',
};
