// The requests to the issuing bank and its answers, as they go over the wire.
import { z } from 'zod';
import type { SealEnvelope } from '../crypto/envelope.ts';
import { bankRefusalReasons, bankRequestKinds } from '../finance/bank-request.ts';
import { bankRequestStates } from '../finance/bank-request-lifecycle.ts';
import { type GivenRequest, mostBankRequests } from '../finance/list-requests.ts';
import { commonProblems } from './bank-schemas.ts';
import { envelope } from './sealed-order.ts';

export const requestPath = z.object({ id: z.string().min(1).max(40).describe('事项编号 · id of the request') });

export const requestsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(mostBankRequests).default(mostBankRequests),
});

/** What is in the envelope of a request, as JSON in UTF-8. */
const sealedRequest = z.object({
  cardNumber: z.string().nullable().describe('卡号（9 位）；没有记载的旧卡为 null · null: an old card without one'),
  name: z.string(),
  idNumber: z.string(),
  phone: z.string().nullable().describe('change-phone：新的预留手机号码 · the new number'),
  amount: z.string().nullable().describe('refund：退款金额，元，两位小数 · yuan with two decimals'),
  account: z.string().nullable().describe('refund：收款账户 · the account it is paid to'),
});
const { $schema: _, ...contentSchema } = z.toJSONSchema(sealedRequest);

const kinds =
  'suspend 暂停、resume 恢复、formal-loss 正式挂失、release-formal-loss 解除正式挂失、cancel 注销、change-phone 变更预留手机号码、refund 退款 · what is to be done with the account of the card';

const request = z.object({
  id: z.string(),
  kind: z.enum(bankRequestKinds).describe(kinds),
  askedAt: z.string().describe('RFC 3339'),
  dueAt: z.string().describe('请在此之前答复；过时会再次催办 · when the bank is asked again'),
  round: z.int().describe('第几次请办 · how often it was asked so far'),
  sealed: envelope.meta({ 'x-sealed': contentSchema }),
});

export const requestsAnswer = z.object({ requests: z.array(request) });

/** Instants as text; what names a person as JSON in an envelope for this very request. */
export const requestOnWire = (given: GivenRequest, seal: SealEnvelope): z.input<typeof request> => {
  const { bankRequestId: id, kind, askedAt, dueAt, rounds: round, cardNumber, name, idNumber, content } = given;
  const { phone = null, amount = null, account = null } = content;
  const sealed: z.input<typeof sealedRequest> = { cardNumber, name, idNumber, phone, amount, account };
  return {
    ...{ id, kind, round, askedAt: askedAt.toString({ smallestUnit: 'second' }) },
    dueAt: dueAt.toString({ smallestUnit: 'second' }),
    sealed: seal({ number: id, content: 'request' }, Buffer.from(JSON.stringify(sealed))),
  };
};

export const confirmedBody = z
  .object({})
  .nullish()
  .transform(() => ({ outcome: 'confirmed' }) as const);

export const refusedBody = z
  .object({
    reason: z
      .enum(bankRefusalReasons)
      .describe(
        'account-not-found 查无此户、account-state 账户状态不允许、holder-needed 须本人到网点、other 其他 · why it is not done',
      ),
  })
  .transform(({ reason }) => ({ outcome: 'refused', reason }) as const);

const state = z.enum(bankRequestStates);
const words = z.object({ zh: z.string(), en: z.string() });

/** `state` with WRONG_REQUEST_STATE, `fields` with MALFORMED, `error` with 401 and 403. */
const requestProblem = z.object({
  code: z.string(),
  message: words,
  state: state.optional(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
});

export const requestProblems = { ...commonProblems, 404: requestProblem, 409: requestProblem, 422: requestProblem };

export const answeredRequest = z.object({ id: z.string(), state });
