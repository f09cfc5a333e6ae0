// The interface of the transit operator: what happened to purses at its own places, reported many at a time (R-TRANSIT-01, C-21).
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseYuan } from '../base/money.ts';
import { type TransitReport, takeTransitReport } from '../scenes/take-transit-report.ts';
import { walletStates } from '../scenes/transit-lifecycle.ts';
import type { Wiring } from '../wiring.ts';
import { clientOf, guard } from './bank-routes.ts';
import { commonProblems } from './bank-schemas.ts';
import { transitRefusals } from './transit-words.ts';

/** A day's rides come as many calls one after the other. */
const rateLimit = { max: 600, timeWindow: '1 minute' };
const scope = 'transit:reports';
/** Reports of one call: each is a command of its own, done before the answer. */
const mostReports = 100;

const common = {
  reference: z
    .string()
    .regex(/^[\x21-\x7e]{8,100}$/)
    .describe('一卡通公司自己的流水号，重发不变 · the operator’s own number, the same for every try'),
  cardNumber: z
    .string()
    .toUpperCase()
    .regex(/^[0-9A-Z]{9}$/)
    .describe('卡号（9 位） · card number, nine characters'),
  happenedAt: z.iso.datetime({ offset: true }).describe('RFC 3339'),
};
const amount = z
  .string()
  .regex(/^\d{1,7}\.\d{2}$/)
  .refine((text) => Number(text) > 0)
  .describe('元，两位小数 · yuan with two decimals');

const report = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('top-up').describe('充值'), amount }),
  z.object({ ...common, kind: z.literal('rides').describe('一天的乘车合计 · rides of a day, added up'), amount }),
  z.object({ ...common, kind: z.literal('suburban-rail').describe('开通市郊铁路 · suburban rail opened') }),
]);

const words = z.object({ zh: z.string(), en: z.string() });
const result = z.object({
  reference: z.string(),
  accepted: z.boolean(),
  wallet: z.enum(walletStates).optional(),
  balance: z.string().optional().describe('元；所有记录的合计 · yuan; the sum of all entries'),
  code: z.string().optional(),
  message: words.optional(),
});

/** POST /api/v1/transit/reports, for whoever has a token with the scope `transit:reports`. */
export const transitRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, scope);
    app.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/transit/reports',
      {
        config: { rateLimit },
        schema: {
          ...{ tags: ['transit'], security: [{ bankToken: [scope] }] },
          summary: '报告充值、乘车和市郊铁路 · Report top-ups, rides and suburban rail',
          description:
            '在一卡通自营网点或 APP 发生的充值、按天合计的乘车扣款、开通的市郊铁路。逐笔处理，重发同一 reference 不会重复记账。 · What happened at the operator’s own places: top-ups, the rides of a day, suburban rail. Each by itself; the same reference again is the same entry.',
          body: z.object({ reports: z.array(report).min(1).max(mostReports) }),
          response: {
            200: z.object({ results: z.array(result).describe('与请求同序 · in the order of the request') }),
            ...commonProblems,
          },
        },
      },
      async (request, reply) => {
        const client = clientOf(request);
        const results: z.infer<typeof result>[] = [];
        // One after the other: a top-up comes before the rides it pays.
        for (const given of request.body.reports) results.push(await taken(wiring, client, given));
        return reply.send({ results });
      },
    );
  };

const taken = async (
  wiring: Wiring,
  client: string,
  given: z.output<typeof report>,
): Promise<z.infer<typeof result>> => {
  const { reference } = given;
  const done = await takeTransitReport(wiring, { client, report: reportFrom(given) });
  if (done.ok) return { reference, accepted: true, ...done.value };
  const { code, facts } = done;
  const more = {
    ...('state' in facts && { wallet: facts.state }),
    ...('balance' in facts && { balance: facts.balance }),
  };
  return { reference, accepted: false, ...more, code, message: transitRefusals[code] };
};

const reportFrom = ({ reference, cardNumber, happenedAt, ...given }: z.output<typeof report>): TransitReport => {
  const told = { reference, cardNumber, happenedAt: Temporal.Instant.from(happenedAt) };
  if (given.kind === 'suburban-rail') return { ...told, kind: given.kind };
  const fen = parseYuan(given.amount);
  if (fen === undefined) throw new Error('an amount passed that is none');
  return { ...told, kind: given.kind, fen };
};
