// Keys, addresses and callbacks as they go over the wire, and what is said when there is none.
import { z } from 'zod';
import { type Callback, callbackEvents, callbackStates } from '../callbacks/callback.ts';
import { bodyOf } from '../callbacks/send-callback.ts';

const publicKey = z.string().describe('04‖x‖y，十六进制 · 04, x, y in hexadecimal');
const instant = z.string().nullable().describe('RFC 3339');
const dates = { from: instant, until: instant };

export const dateTexts = (given: {
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
}) => ({
  from: given.from?.toString() ?? null,
  until: given.until?.toString() ?? null,
});

export const platformKeysAnswer = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      algorithm: z.literal('SM2'),
      userId: z.string().describe('签名的用户标识 · user ID of the signatures'),
      publicKey,
      ...dates,
    }),
  ),
});

export const connectionAnswer = z.object({
  bank: z.string(),
  keys: z.array(
    z.object({
      id: z.string(),
      publicKey,
      inForce: z.boolean().describe('现在用它加密 · used for sealing now'),
      ...dates,
    }),
  ),
  callbackUrl: z.string().nullable(),
});

const mostListed = 500;
export const callbacksQuery = z.object({
  state: z.enum(callbackStates).optional(),
  event: z.enum(callbackEvents).optional(),
  limit: z.coerce.number().int().min(1).max(mostListed).default(100),
});

export const callbackPath = z.object({ callbackId: z.uuid() });

export const callbackAnswer = z.object({
  id: z.string(),
  event: z.enum(callbackEvents),
  number: z.string().optional(),
  fileId: z.string().optional(),
  at: z.string().describe('RFC 3339'),
  state: z.enum(callbackStates).describe('waiting 发送中 · delivered 已送达 · failed 已放弃'),
  attempts: z.int(),
  lastStatus: z.int().nullable().describe('本行最后回答的 HTTP 状态 · what the bank answered last'),
  lastProblem: z.string().nullable(),
  lastTriedAt: instant,
});
export const callbacksAnswer = z.object({ callbacks: z.array(callbackAnswer) });

/** What is in the body that was sent, and what came of it. */
export const callbackOnWire = (given: Callback): z.input<typeof callbackAnswer> => {
  const { event, at, state, attempts, lastStatus, lastProblem, lastTriedAt } = given;
  const { number, fileId } = subject.parse(JSON.parse(bodyOf(given)));
  return {
    ...{ id: given.callbackId, event, ...(number && { number }), ...(fileId && { fileId }) },
    ...{ at: at.toString({ smallestUnit: 'second' }), state, attempts, lastStatus, lastProblem },
    lastTriedAt: lastTriedAt?.toString({ smallestUnit: 'second' }) ?? null,
  };
};
const subject = z.object({ number: z.string().optional(), fileId: z.string().optional() });

export const callbackRefusals = {
  CALLBACK_UNKNOWN: {
    status: 404,
    zh: '本行没有这个回调，或已超过保存期限。请核对编号。',
    en: 'This bank has no such callback, or it was kept long enough. Check the id.',
  },
} as const;
