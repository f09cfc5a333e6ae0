// The interface of the telephone system of 96066: callers by their service password (R-PWD-02), for what 96066 may do and no more (C-46).
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { longestPassword, shortestPassword } from '../passwords/guessable.ts';
import { type Caller, queryByTelephone } from '../passwords/query-by-telephone.ts';
import { reportLossByTelephone, type TelephoneLossRefused } from '../passwords/report-loss-by-telephone.ts';
import { findPersonByIdNumber } from '../people/people-store.ts';
import { deliveries, financialStates, socialSecurityStates } from '../policy/question.ts';
import type { Wiring } from '../wiring.ts';
import { clientOf, guard, refuse } from './bank-routes.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import { telephoneRefusals } from './telephone-words.ts';

const scope = 'telephone:callers';
/** Every call costs a slow digest, and a telephone system has so many lines. */
const rateLimit = { max: 120, timeWindow: '1 minute' };
const common = { tags: ['telephone'], security: [{ bankToken: [scope] }] };

/** A keypad has no X: the star stands for it. */
const keyed = (pattern: RegExp) =>
  z
    .string()
    .regex(pattern)
    .transform((text) => text.toUpperCase().replaceAll('*', 'X'));

const callerBody = z.object({
  idNumber: keyed(/^[0-9A-Za-z*]{15,18}$/).describe('社会保障号码，X 可按 * · social security number, * for X'),
  servicePassword: keyed(new RegExp(`^[0-9Xx*]{${shortestPassword},${longestPassword}}$`)).describe(
    '服务密码，X 可按 * · service password, * for X',
  ),
  callerNumber: z
    .string()
    .regex(/^\+?\d{3,20}$/)
    .nullable()
    .describe(
      '来电号码，未显示的为 null；只用于计错误次数，不留存 · telephone of the caller, null where withheld; counts tries, never kept',
    ),
});
type CallerBody = z.output<typeof callerBody>;

const statusAnswer = z.object({
  cards: z
    .array(
      z.object({
        generation: z.number(),
        bank: z.string().nullable(),
        socialSecurity: z.enum(socialSecurityStates),
        financial: z.enum(financialStates).nullable(),
      }),
    )
    .describe('新卡在前，不含卡号 · newest generation first, without their numbers'),
  progress: z
    .object({
      number: z.string(),
      state: z.enum(applicationStates),
      bank: z.string(),
      delivery: z.enum(deliveries),
      dueOn: z.iso.date().nullable(),
      late: z.boolean(),
    })
    .nullable()
    .describe('最近一次申领；没有为 null · the last application; null: none'),
  initialPassword: z
    .boolean()
    .describe('仍是初始密码，提示来电人到线上或网点修改 · still the initial one: ask the caller to change it'),
});

const lossAnswer = z.object({
  socialSecurity: z.enum(socialSecurityStates),
  lostUntil: z.string().nullable().describe('RFC 3339；15 天后自动解挂 · ends by itself'),
  financialAsked: z.boolean().describe('已请发卡银行暂停金融功能 · the bank was asked to suspend the account'),
});

/** POST /api/v1/telephone/status and /api/v1/telephone/losses, for whoever has a token with the scope `telephone:callers`. */
export const telephoneRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, scope);
    statusRoute(app, wiring);
    lossRoute(app, wiring);
  };

const statusRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/telephone/status',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '按服务密码查询 · Query by service password',
        description:
          '来电人按键输入社会保障号码和服务密码，查询应用状态和申领进度。连续输错 5 次锁定；不能修改或重置服务密码。 · A caller keys in number and service password and hears states and progress. Five wrong tries in a row lock it; it cannot be changed or reset by telephone.',
        body: callerBody,
        response: { 200: statusAnswer, ...commonProblems, 409: problem },
      },
    },
    async (request, reply) => {
      const done = await asCaller(wiring, { client: clientOf(request), body: request.body }, (caller) =>
        queryByTelephone(wiring, caller),
      );
      if (!done.ok) return answer(reply, wiring, { service: 'query-status', refusal: done });
      const { cards, progress, isInitial } = done.value;
      return reply.send({
        cards: [...cards],
        progress: progress && { ...progress, dueOn: progress.dueOn?.toString() ?? null },
        initialPassword: isInitial,
      });
    },
  );
};

const lossBody = callerBody.extend({
  name: z.string().min(1).max(100).describe('来电人所说的姓名 · the name as the caller said it'),
});

const lossRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/telephone/losses',
    {
      config: { rateLimit },
      schema: {
        ...common,
        headers: commandHeaders,
        summary: '临时挂失 · Temporary loss',
        description:
          '核对姓名、社会保障号码和服务密码（初始密码不行）后临时挂失，15 天后自动解挂；金融功能由发卡银行暂停。 · After name, number and service password (not the initial one) the card is stopped for 15 days; the bank is asked to suspend the account.',
        body: lossBody,
        response: { 200: lossAnswer, ...commonProblems, 409: problem, 422: problem },
      },
    },
    async (request, reply) => {
      const { name, idNumber } = request.body;
      const key = request.headers['idempotency-key'];
      const done = await asCaller(wiring, { client: clientOf(request), body: request.body }, (caller) =>
        reportLossByTelephone(wiring, { ...caller, name, idNumber, key }),
      );
      if (!done.ok) return answer(reply, wiring, { service: 'report-temporary-loss', refusal: done });
      const { socialSecurity, lostUntil, asked } = done.value;
      return reply.send({ socialSecurity, lostUntil, financialAsked: asked === 'suspend' });
    },
  );
};

type TooOften = Refused<'CALLER_TOO_OFTEN', object>;
type Refusal = TelephoneLossRefused | TooOften;

/** Wrong tries count by the telephone they come from too, or one caller could try the initial password of everybody. */
const asCaller = async <Value, Not extends Refusal>(
  wiring: Wiring,
  { client, body }: { readonly client: string; readonly body: CallerBody },
  act: (caller: Caller) => Promise<Result<Value, Not>>,
): Promise<Result<Value, Not> | TooOften> => {
  const attempt = { at: 'telephone-caller', by: body.callerNumber ?? 'withheld' } as const;
  if (await isLockedOut(wiring, attempt)) return refused('CALLER_TOO_OFTEN', {});
  const personId = await findPersonByIdNumber(wiring.sql, wiring.keys, body.idNumber);
  const done = await act({ personId, typed: body.servicePassword, client });
  if (!done.ok && done.code === 'PASSWORD_NOT_VERIFIED') await countFailure(wiring, attempt);
  return done;
};

type Told = { readonly service: 'query-status' | 'report-temporary-loss'; readonly refusal: Refusal };

const answer = (reply: FastifyReply, wiring: Wiring, { service, refusal }: Told): FastifyReply => {
  switch (refusal.code) {
    case 'PASSWORD_NOT_VERIFIED':
    case 'CALLER_TOO_OFTEN':
    case 'NO_CARD': {
      const { status, zh, en } = telephoneRefusals[refusal.code];
      return reply.code(status).send({ code: refusal.code, message: { zh, en } });
    }
    case 'LEVEL_TOO_LOW':
    case 'ACCOUNT_HINT_NOT_GIVEN':
      throw new Error('the telephone asks for no login and no hint');
    default:
      return refuse(reply, wiring, { service, refusal, channel: 'hotline' });
  }
};
