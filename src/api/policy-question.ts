// The policy question as it comes over the wire, and how it becomes a question of the gate.
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { withoutUndefined } from '../base/without-undefined.ts';
import {
  actors,
  channels,
  documents,
  financialStates,
  groups,
  occupations,
  payments,
  type Question,
  reasons,
  services,
  socialSecurityStates,
} from '../policy/question.ts';

const longestCode = 32;
const longestList = 50;

const parsed = <T>(parse: (text: string) => T, problem: string) =>
  z
    .string()
    .max(longestCode)
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: problem });
        return z.NEVER;
      }
    });

const dayPattern = /^(19|20|21)\d{2}-\d{2}-\d{2}$/;
const plainDate = (text: string): Temporal.PlainDate => {
  if (!dayPattern.test(text)) throw new RangeError('not a day');
  return Temporal.PlainDate.from(text, { overflow: 'reject' });
};
/** A day, or an instant with its offset, which is read as the day in the city. */
const dayOrInstant = (text: string): Temporal.PlainDate =>
  dayPattern.test(text) ? plainDate(text) : plainDate(dateIn(Temporal.Instant.from(text)).toString());

export const dayField = parsed(plainDate, '日期格式为 yyyy-mm-dd。 A real day as yyyy-mm-dd.');
export const askedOnField = parsed(
  dayOrInstant,
  '日期为 yyyy-mm-dd，或带时区的时刻。 A day as yyyy-mm-dd or an instant with its offset.',
);
const code = z.string().min(1).max(longestCode);
const fact = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);
/** Known to be none (null) is not the same as not known (absent). */
const known = <T extends z.ZodType>(type: T) => type.nullish();

const employer = z.object({
  district: known(code),
  groupOpen: known(z.boolean()),
  banks: known(z.array(code).max(longestList)),
  kind: known(z.enum(['employer', 'school'])),
});

const person = z.object({
  groups: fact(z.array(z.enum(groups)).max(groups.length)),
  insured: fact(z.boolean()),
  birthDate: known(dayField),
  district: known(code),
  pensionBank: known(code),
  pensionBanks: fact(z.array(z.object({ bank: code, from: dayField })).max(longestList)),
  retiredOn: known(dayField),
  employer: known(employer),
  runningApplication: fact(z.boolean()),
  lastBankChangeOn: known(dayField),
  upstreamSettled: fact(z.boolean()),
});

const card = z.object({
  generation: fact(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  bank: known(code),
  socialSecurity: fact(z.enum(socialSecurityStates)),
  financial: fact(z.enum(financialStates)),
  reissueRequested: fact(z.boolean()),
  suburbanRail: fact(z.boolean()),
});

export const questionSchema = z.object({
  service: z.enum(services),
  channel: code,
  on: askedOnField,
  actor: fact(z.enum(actors)),
  outlet: known(
    z.object({
      kind: fact(z.enum(channels)),
      bank: known(code),
      instant: fact(z.boolean()),
      machine: fact(z.boolean()),
    }),
  ),
  person: fact(person),
  card: known(card),
  bank: known(code),
  occupation: known(z.enum(occupations)),
  delivery: known(code),
  documents: fact(z.array(z.enum(documents)).max(longestList)),
  reason: known(z.enum(reasons)),
  payment: known(z.enum(payments)),
});

/** The parsed body as a question of the gate, which tells "not there" from null. */
export const questionOf = (body: z.output<typeof questionSchema>): Question => withoutUndefined(body);
