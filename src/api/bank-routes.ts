// The interface of the banks: orders that wait, their acknowledgement, and reports from the account to the card in the hand.
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import type { Ground } from '../applications/use-case.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { reportHandedOver } from '../delivery/report-handed-over.ts';
import { mailedBody, reportMailed } from '../delivery/report-mailed.ts';
import { atOutletBody, reportReadyAtOutlet } from '../delivery/report-ready-at-outlet.ts';
import { reportReturned, returnedBody } from '../delivery/report-returned.ts';
import { requirePartner } from '../identity/partner-token.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listOrders } from '../production/list-orders.ts';
import type { BankReport, Reported, ReportRefused } from '../production/report.ts';
import { reportAccountOpened } from '../production/report-account-opened.ts';
import { accountRefusedBody, reportAccountRefused } from '../production/report-account-refused.ts';
import { producedBody, reportProduced } from '../production/report-produced.ts';
import type { Wiring } from '../wiring.ts';
import {
  acknowledgeAnswer,
  acknowledgeBody,
  commandHeaders,
  commonProblems,
  orderOnWire,
  orderPath,
  ordersAnswer,
  ordersQuery,
  reportedAnswer,
  reportProblems,
} from './bank-schemas.ts';
import { bankRefusals, problemOf } from './bank-words.ts';

/** A return file of a bank comes as one call an order, from one address: fifty a second, counted apart from the pages. */
const callsPerMinute = 3_000;
const rateLimit = { max: callsPerMinute, timeWindow: '1 minute' };

/** For the descriptions: a scheme that `registerApiDescription` declares. */
const security = [{ bankToken: ['bank:orders'] }];

/** Everything under `/api/v1/bank/`, for whoever has a token with the scope `bank:orders`, about their own orders only. */
export const bankRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    // Before anything of the request is read: a stranger's body is nobody's business.
    app.addHook('onRequest', requirePartner(wiring, 'bank:orders'));
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    feedRoutes(app, wiring);
    registerReport(app, wiring, accountOpened);
    registerReport(app, wiring, accountRefused);
    registerReport(app, wiring, produced);
    registerReport(app, wiring, mailed);
    registerReport(app, wiring, readyAtOutlet);
    registerReport(app, wiring, handedOver);
    registerReport(app, wiring, returned);
  };

const bankOf = ({ partner }: FastifyRequest): string => {
  if (!partner?.bank) throw new Error('a route of the banks stands without its guard');
  return partner.bank;
};

const feedRoutes = (app: FastifyInstance, wiring: Wiring): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const common = { tags: ['bank'], security };
  api.get(
    '/api/v1/bank/orders',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '领取待办申领 · Orders that wait',
        description:
          '本行可见而未确认的申领，先提交的在前；每次都给，直到确认。 · The orders of the bank that are visible and not acknowledged, oldest first; given until acknowledged.',
        querystring: ordersQuery,
        response: { 200: ordersAnswer, ...commonProblems },
      },
    },
    async (request) => {
      const orders = await listOrders(wiring, { bank: bankOf(request), most: request.query.limit });
      return { orders: orders.map(orderOnWire) };
    },
  );
  api.post(
    '/api/v1/bank/orders/acknowledge',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '确认收到申领 · Acknowledge orders',
        description:
          '逐个确认，互不影响；确认后不再出现在待办中，申领人也不能再撤回。 · Each for itself; an acknowledged order leaves the feed and cannot be withdrawn any more.',
        headers: commandHeaders,
        body: acknowledgeBody,
        response: { 200: acknowledgeAnswer, ...commonProblems },
      },
    },
    async (request) => ({
      results: await acknowledge(wiring, {
        bank: bankOf(request),
        key: request.headers['idempotency-key'],
        written: request.body.numbers,
      }),
    }),
  );
};

type Acknowledging = { readonly bank: string; readonly key: string; readonly written: readonly string[] };

const acknowledge = async (
  ground: Ground,
  { bank, key, written }: Acknowledging,
): Promise<z.input<typeof acknowledgeAnswer>['results']> => {
  const numbers = written.flatMap((each) => parseApplicationNumber(each) ?? []);
  const acknowledged = await acknowledgeOrders(ground, { bank, key, numbers: [...new Set(numbers)] });
  const results = new Map(acknowledged.map(({ number, result }) => [number, result]));
  return written.map((number) => {
    const result = results.get(parseApplicationNumber(number) ?? '') ?? refused('ORDER_UNKNOWN', {});
    return result.ok
      ? { number: result.value.number, acknowledged: true }
      : { number, acknowledged: false, ...problemOf(result) };
  });
};

/** One report as a route: its name in the address, its body, and the use case that takes it. */
type Report<Schema extends z.ZodType> = {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Schema;
  readonly run: (ground: Ground, given: BankReport<z.output<Schema>>) => Promise<Result<Reported, ReportRefused>>;
};

const registerReport = <Schema extends z.ZodType>(app: FastifyInstance, wiring: Wiring, one: Report<Schema>): void => {
  const { name, summary, description, body, run } = one;
  app.withTypeProvider<ZodTypeProvider>().post(
    `/api/v1/bank/orders/:number/${name}`,
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security, summary, description },
        ...{ params: orderPath, headers: commandHeaders, body },
        response: { 200: reportedAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const number = parseApplicationNumber(request.params.number);
      if (number === undefined) return refuse(reply, refused('ORDER_UNKNOWN', {}));
      const key = request.headers['idempotency-key'];
      // Parsed before we come here; parsed again because a generic schema's output reaches no handler's type.
      const report = { bank: bankOf(request), key, number, body: body.parse(request.body) };
      const result = await run(wiring, report);
      return result.ok ? reply.send(result.value) : refuse(reply, result);
    },
  );
};

const refuse = (reply: FastifyReply, refusal: Extract<ReportRefused, Refused>): FastifyReply => {
  if (refusal.code === 'BUSY') reply.header('retry-after', refusal.facts.retryAfterSeconds);
  return reply.code(bankRefusals[refusal.code].status).send(problemOf(refusal));
};

const accountOpened: Report<z.ZodType<object>> = {
  name: 'account-opened',
  summary: '已开户 · Account opened',
  description:
    '主管部门分配卡号，开始制卡。 · The bureau allots the card number under which the card is to be made; submitted → in-production.',
  body: z
    .object({})
    .nullish()
    .transform(() => ({})),
  run: reportAccountOpened,
};

const accountRefused: Report<typeof accountRefusedBody> = {
  name: 'account-refused',
  summary: '未能开户 · Account refused',
  description:
    '申领人收到短信，可以改选其他银行。 · The person is told and may choose another bank; submitted → account-refused.',
  body: accountRefusedBody,
  run: reportAccountRefused,
};

const produced: Report<typeof producedBody> = {
  name: 'produced',
  summary: '已制作 · Produced',
  description: '制作期限到此为止。 · The time limit of production ends here; in-production → produced.',
  body: producedBody,
  run: reportProduced,
};

const mailed: Report<typeof mailedBody> = {
  name: 'mailed',
  summary: '已寄出 · Mailed',
  description: '选择邮寄的申领；申领人收到短信。 · Applications with delivery by mail; produced → mailed.',
  body: mailedBody,
  run: reportMailed,
};

const readyAtOutlet: Report<typeof atOutletBody> = {
  name: 'ready-at-outlet',
  summary: '已到网点 · Ready at the outlet',
  description:
    '选择网点自取的申领；申领人收到短信。 · Applications with delivery to the outlet that was chosen; produced → ready-for-pickup.',
  body: atOutletBody,
  run: reportReadyAtOutlet,
};

const returned: Report<typeof returnedBody> = {
  name: 'returned',
  summary: '退回或未领取 · Returned or unclaimed',
  description:
    '邮件退回，或卡在网点无人领取；申领人收到短信，重新选择后再次出现在待办中。 · Back from the post, or not collected; the person chooses again and the order waits again; mailed, ready-for-pickup → returned.',
  body: returnedBody,
  run: reportReturned,
};

const handedOverBody = atOutletBody.extend({
  /** R-DELIV-05: no card without a look at the valid ID. */
  documentChecked: z.literal(true).describe('已核验有效身份证件 · the valid ID was checked'),
});

const handedOver: Report<typeof handedOverBody> = {
  name: 'handed-over',
  summary: '已交付本人 · Handed over',
  description:
    '本人持有效身份证件在网点领取。 · The person collected the card with their valid ID; ready-for-pickup → collected.',
  body: handedOverBody,
  run: (ground, { body: { outletId }, ...given }) => reportHandedOver(ground, { ...given, body: { outletId } }),
};
