// The interface of the banks for reports on orders, from the account to the card in the hand.
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { refused } from '../base/result.ts';
import type { PartnerScope } from '../identity/partner-clients.ts';
import { requirePartner } from '../identity/partner-token.ts';
import type { Channel, Service } from '../policy/question.ts';
import { bankReports, type ReportName, reportNames } from '../production/bank-reports.ts';
import type { Wiring } from '../wiring.ts';
import { commandHeaders, orderPath, reportedAnswer, reportProblems } from './bank-schemas.ts';
import { type BankRefusal, problemFor, statusFor } from './bank-words.ts';

/** A return file of a bank comes as one call an order, from one address: fifty a second, counted apart from the pages. */
const callsPerMinute = 3_000;
export const rateLimit = { max: callsPerMinute, timeWindow: '1 minute' };

/** The reports under `/api/v1/bank/orders`, with the scope `bank:answers`; own orders only. */
export const bankRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:answers');
    for (const name of reportNames) registerReport(app, wiring, name);
  };

/** Before anything of the request is read, a stranger's body is nobody's business; what is answered nobody keeps. */
export const guard = (app: FastifyInstance, wiring: Wiring, scope: PartnerScope): void => {
  app.addHook('onRequest', requirePartner(wiring, scope));
  app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
};

/** The bank a token belongs to. Throws where the guard is missing, which is a bug. */
export const bankOf = ({ partner }: FastifyRequest): string => {
  if (!partner?.bank) throw new Error('a route of the banks stands without its guard');
  return partner.bank;
};

export const clientOf = ({ partner }: FastifyRequest): string => {
  if (!partner) throw new Error('a route of a partner stands without its guard');
  return partner.clientId;
};

const registerReport = (app: FastifyInstance, wiring: Wiring, name: ReportName): void => {
  const { body, read } = bankReports[name];
  const { summary, description } = reportDescriptions[name];
  app.withTypeProvider<ZodTypeProvider>().post(
    `/api/v1/bank/orders/:number/${name}`,
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security: [{ bankToken: ['bank:answers'] }], summary, description },
        ...{ params: orderPath, headers: commandHeaders, body },
        response: { 200: reportedAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const number = parseApplicationNumber(request.params.number);
      if (number === undefined)
        return refuse(reply, wiring, { service: 'collect', refusal: refused('ORDER_UNKNOWN', {}) });
      // Parsed before we come here; read again because a schema that is looked up reaches no handler's type.
      const report = read(request.body);
      if (!report.ok) throw new Error('a body passed that is malformed');
      const key = request.headers['idempotency-key'];
      const result = await report.value(wiring, { bank: bankOf(request), key, number });
      return result.ok ? reply.send(result.value) : refuse(reply, wiring, { service: 'collect', refusal: result });
    },
  );
};

/** `service` is what the gate was asked for, as its words name it; `channel` where, other than a bank. */
export const refuse = (
  reply: FastifyReply,
  { policy, businessClock }: Pick<Wiring, 'policy' | 'businessClock'>,
  {
    service,
    refusal,
    channel,
  }: { readonly service: Service; readonly refusal: BankRefusal; readonly channel?: Channel },
): FastifyReply => {
  if (refusal.code === 'BUSY') reply.header('retry-after', refusal.facts.retryAfterSeconds);
  const problem = problemFor(refusal, {
    ...{ snapshot: policy.current(), service, now: businessClock() },
    ...(channel && { channel }),
  });
  return reply.code(statusFor(refusal)).send(problem);
};

/** For the descriptions: what a report says, and where it leads. */
const reportDescriptions: Readonly<Record<ReportName, { readonly summary: string; readonly description: string }>> = {
  'account-opened': {
    summary: '已开户 · Account opened',
    description:
      '主管部门分配卡号，开始制卡。 · The bureau allots the card number under which the card is to be made; submitted → in-production.',
  },
  'account-refused': {
    summary: '未能开户 · Account refused',
    description:
      '申领人收到短信，可以改选其他银行。 · The person is told and may choose another bank; submitted → account-refused.',
  },
  produced: {
    summary: '已制作 · Produced',
    description: '制作期限到此为止。 · The time limit of production ends here; in-production → produced.',
  },
  mailed: {
    summary: '已寄出 · Mailed',
    description: '选择邮寄的申领；申领人收到短信。 · Applications with delivery by mail; produced → mailed.',
  },
  'ready-at-outlet': {
    summary: '已到网点 · Ready at the outlet',
    description:
      '选择网点自取的申领；申领人收到短信。 · Applications with delivery to the outlet that was chosen; produced → ready-for-pickup.',
  },
  'handed-over': {
    summary: '已交付本人 · Handed over',
    description:
      '本人持有效身份证件在网点领取，可同时启用（enable）并激活（activate）。 · The person collected the card with their valid ID; enabled and activated at once where they wish; ready-for-pickup → collected.',
  },
  returned: {
    summary: '退回或未领取 · Returned or unclaimed',
    description:
      '邮件退回，或卡在网点无人领取；申领人收到短信，重新选择后再次出现在待办中。 · Back from the post, or not collected; the person chooses again and the order waits again; mailed, ready-for-pickup → returned.',
  },
};
