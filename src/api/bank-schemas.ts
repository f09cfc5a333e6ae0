// The bodies and answers of the bank API as they go over the wire.
import { z } from 'zod';
import { applicantDeliveries } from '../applications/application.ts';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { noTaxNumberReasons, taxResidencies } from '../applications/tax-residency.ts';
import { activationPlaces } from '../cards/activate-finance.ts';
import { photoKinds } from '../photos/photo.ts';
import { documents, socialSecurityStates } from '../policy/question.ts';
import { mostOrders, type Order } from '../production/list-orders.ts';

/** A number as somebody may write it, with or without hyphens; whether it is one shows later. */
const longestNumber = 20;
const number = z.string().min(1).max(longestNumber);

export const orderPath = z.object({ number: number.describe('申领编号 · number of the application') });

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

/** Every answer that is not the wanted one. `fields` with MALFORMED, `state` or `cardState` with WRONG_STATE, `error` with 401 and 403. */
export const problem = z.object({
  code: z.string(),
  message: words,
  state: state.optional(),
  cardState: z.string().optional(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  error: z.string().optional(),
  number: z.string().optional(),
});

/** The problems any call may end with. */
export const commonProblems = { 400: problem, 401: problem, 403: problem, 429: problem, 503: problem };
export const reportProblems = { ...commonProblems, 404: problem, 409: problem, 422: problem };

const day = z.string().describe('yyyy-mm-dd');

const order = z.object({
  number: z.string(),
  task: z
    .enum(['issue', 'deliver'])
    .describe(
      'issue：开户、制卡并交付；deliver：退回的卡重新交付 · issue: open, make, deliver; deliver: a returned card goes another way',
    ),
  submittedAt: z.string().describe('RFC 3339'),
  dueOn: day.nullable().describe('制作期限最后一日 · last day of production'),
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  idValidUntil: day.nullable().describe('null：长期 · null: no end'),
  birthDate: day,
  sex: z.enum(['male', 'female']).nullable(),
  phone: z.string(),
  homeAddress: z.string().nullable(),
  occupation: z.string().nullable(),
  taxResidency: z
    .object({
      residency: z.enum(taxResidencies),
      countries: z.array(
        z.object({
          country: z.string().describe('ISO 3166-1'),
          taxNumber: z.string().nullable(),
          noNumberReason: z.enum(noTaxNumberReasons).nullable(),
          explanation: z.string().nullable(),
        }),
      ),
    })
    .nullable()
    .describe(
      '税收居民身份声明；激活时由银行完成尽职调查；null：激活时补填 · declared tax residency; the bank finishes the due diligence at activation; null: declared then',
    ),
  delivery: z.enum(applicantDeliveries),
  recipient: z.string().nullable().describe('null：申领人本人 · null: the applicant'),
  recipientPhone: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  outletId: z.string().nullable(),
  images: z
    .array(z.enum(photoKinds))
    .describe('随单图片；没有 card-photo 时用库存照片 · images of the order; without card-photo the one on file'),
});

export const ordersAnswer = z.object({ orders: z.array(order) });

/** The order with its dates as text. */
export const orderOnWire = (given: Order): z.input<typeof order> => ({
  ...given,
  images: [...given.images],
  submittedAt: given.submittedAt.toString({ smallestUnit: 'second' }),
  dueOn: given.dueOn?.toString() ?? null,
  idValidUntil: given.idValidUntil?.toString() ?? null,
  birthDate: given.birthDate.toString(),
});

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

/** 卡号 as it stands on the card; in the body, as addresses are written to logs. */
const cardNumber = z
  .string()
  .toUpperCase()
  .regex(/^[0-9A-Z]{9}$/)
  .describe('卡号（9 位） · card number, nine characters');

const mostDocuments = 8;
export const cardServiceBody = z.object({
  cardNumber,
  outletId: z.string().regex(/^[0-9A-Za-z-]{1,32}$/),
  actor: z.enum(['holder', 'agent', 'guardian']).default('holder').describe('谁来办理 · who came'),
  documents: z.array(z.enum(documents)).max(mostDocuments).describe('已核验的原件 · originals that were checked'),
});

export const activationBody = cardServiceBody.extend({
  outletId: cardServiceBody.shape.outletId.nullable().default(null).describe('上门激活时为空 · null on a visit'),
  place: z
    .enum(activationPlaces)
    .default('counter')
    .describe('柜面、网点自助机具或上门 · counter, machine in the outlet, or visit to an employer'),
  enable: z.boolean().default(false).describe('先启用再激活 · enable first, then activate'),
});

export const enabledAnswer = z.object({
  socialSecurity: z.literal('enabled'),
  enabledAt: z.string().describe('RFC 3339'),
});
export const activatedAnswer = z.object({
  socialSecurity: z.enum(socialSecurityStates),
  financial: z.literal('active'),
});
