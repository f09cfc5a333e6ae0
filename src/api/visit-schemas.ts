// The bodies and answers of the bank API about visits at people's homes, as they go over the wire.
import { z } from 'zod';
import { declineReasons, partsOfDay } from '../help-requests/help-request.ts';
import { helpRequestStates } from '../help-requests/help-request-lifecycle.ts';
import { mostVisits, type Visit } from '../help-requests/list-visits.ts';
import { commonProblems } from './bank-schemas.ts';

export const visitPath = z.object({ id: z.string().min(1).max(40).describe('上门请求的编号 · id of the visit') });

export const visitsQuery = z.object({ limit: z.coerce.number().int().min(1).max(mostVisits).default(mostVisits) });

const day = z.string().describe('yyyy-mm-dd');

const visit = z.object({
  id: z.string(),
  requestedAt: z.string().describe('RFC 3339'),
  wishedOn: day.describe('希望上门的日期 · the day that is wished'),
  wishedPart: z.enum(partsOfDay).describe('上午、下午 · morning, afternoon'),
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  note: z.string().nullable(),
});

export const visitsAnswer = z.object({ visits: z.array(visit) });

/** A visit with its dates as text. */
export const visitOnWire = (given: Visit): z.input<typeof visit> => ({
  ...given,
  requestedAt: given.requestedAt.toString({ smallestUnit: 'second' }),
  wishedOn: given.wishedOn.toString(),
});

const nothing = z
  .object({})
  .nullish()
  .transform(() => ({}));

export const acceptedBody = nothing;

export const declinedBody = z.object({
  reason: z
    .enum(declineReasons)
    .describe(
      'no-home-visits 不提供上门、outside-our-area 不在范围、no-one-free 派不出人、not-reached 联系不上、other 其他 · why nobody comes',
    ),
});

/** A number as somebody may write it, with or without hyphens; whether it is one shows later. */
const longestNumber = 20;

export const doneBody = z
  .object({
    number: z
      .string()
      .max(longestNumber)
      .nullable()
      .default(null)
      .describe('上门时提交的申领编号；没有则为 null · number of the application that came of it, or null'),
  })
  .nullish()
  .transform((body) => body ?? { number: null });

const state = z.enum(helpRequestStates);
const words = z.object({ zh: z.string(), en: z.string() });

/** `state` with WRONG_HELP_STATE, `fields` with MALFORMED, `error` with 401 and 403. */
const visitProblem = z.object({
  code: z.string(),
  message: words,
  state: state.optional(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
});

export const visitProblems = { ...commonProblems, 404: visitProblem, 409: visitProblem, 422: visitProblem };

export const answeredAnswer = z.object({ id: z.string(), state });
