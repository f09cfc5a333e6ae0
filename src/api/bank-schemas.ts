// The bodies and answers of the bank API as they go over the wire.
import { z } from 'zod';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { holdReasons } from '../applications/hold-reasons.ts';
import { photoKinds } from '../photos/photo.ts';
import { socialSecurityStates } from '../policy/question.ts';
import { mostOrders } from '../production/list-orders.ts';

/** A number as somebody may write it, with or without hyphens; whether it is one shows later. */
const longestNumber = 20;
const number = z.string().min(1).max(longestNumber);

export const orderPath = z.object({ number: number.describe('申领编号 · number of the application') });
export const imagePath = orderPath.extend({ kind: z.enum(photoKinds) });

/** RFC 9110 field content without spaces: a UUID, a number of the bank's own; quotes are kept as part of it. */
export const commandHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,100}$/, 'Idempotency-Key: 8–100 printable ASCII characters')
    .describe('每个命令一个，重发时不变 · one for each command, the same for every try of it'),
});

export const ordersQuery = z.object({
  limit: z.coerce.number().int().min(1).max(mostOrders).default(mostOrders),
});

export const acknowledgeBody = z.object({ numbers: z.array(number).min(1).max(mostOrders) });

const words = z.object({ zh: z.string(), en: z.string() });
const state = z.enum(applicationStates);

/** Every answer that is not the wanted one. `fields` with MALFORMED, `state` or `cardState` with WRONG_STATE, `state` and `reasons` with FACTS_CHANGED, `error` with 401 and 403. */
export const problem = z.object({
  code: z.string(),
  message: words,
  state: state.optional(),
  reasons: z.array(z.enum(holdReasons)).readonly().optional(),
  cardState: z.string().optional(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  error: z.string().optional(),
  number: z.string().optional(),
  rules: z.array(z.string()).optional(),
});

/** The problems any call may end with. */
export const commonProblems = { 400: problem, 401: problem, 403: problem, 429: problem, 503: problem };
export const reportProblems = { ...commonProblems, 404: problem, 409: problem, 422: problem };

export const acknowledgeAnswer = z.object({
  results: z
    .array(
      z.object({
        number: z.string(),
        acknowledged: z.boolean(),
        code: z.string().optional(),
        message: words.optional(),
        state: state.optional(),
      }),
    )
    .describe('与请求同序 · in the order of the request'),
});

export const reportedAnswer = z.object({
  number: z.string(),
  state,
  cardNumber: z.string().nullable().describe('卡号（9 位） · card number, nine characters'),
});

export const enabledAnswer = z.object({
  socialSecurity: z.literal('enabled'),
  enabledAt: z.string().describe('RFC 3339'),
});
export const activatedAnswer = z.object({
  socialSecurity: z.enum(socialSecurityStates),
  financial: z.literal('active'),
});
