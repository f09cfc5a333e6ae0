// The policy over HTTP: one question decided, and the rows in force on a day. Open to everybody; nothing here is personal.
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { admit } from '../policy/admit.ts';
import { citationsOf, messageOf, policyWords } from '../policy/explain.ts';
import { type Question, services } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Wiring } from '../wiring.ts';
import { banksOn, batchesOn, calendarOn, channelsOn, servicesOn, timeLimitsOn } from './policy-lists.ts';
import { askedOnField, questionOf, questionSchema } from './policy-question.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const sources = z.array(z.object({ document: z.string(), clause: z.string(), date: z.string().nullable() }));
const fee = z.object({ amount: z.string(), currency: z.literal('CNY') });
const instead = z.looseObject({
  from: z.string().optional(),
  channel: z.string().optional(),
  service: z.string().optional(),
});
const decision = z.discriminatedUnion('permitted', [
  z.object({
    permitted: z.literal(false),
    code: z.string(),
    message: words,
    rules: z.array(z.string()),
    sources,
    instead: z.array(instead),
    facts: z.record(z.string(), z.string()),
    snapshot: z.number(),
  }),
  z.object({
    permitted: z.literal(true),
    rules: z.array(z.string()),
    sources,
    documents: z.array(z.string()),
    fee,
    dueOn: z.string().nullable(),
    dueNote: words.nullable(),
    fixedBank: z.string().nullable(),
    product: z.string().nullable(),
    conditions: z.array(z.string()),
    snapshot: z.number(),
  }),
]);

/** The verdict with its words and citations, as the contract has it. */
export const decisionOf = (snapshot: Snapshot, verdict: Verdict, question: Question): z.input<typeof decision> => {
  const cited = citationsOf(snapshot, verdict.rules).map((each) => ({ ...each }));
  const rules = [...verdict.rules];
  if (verdict.permitted) {
    const note = (language: 'zh' | 'en'): string => noteWords(policyWords(language).dueNote, verdict.dueNote);
    return {
      ...verdict,
      rules,
      sources: cited,
      documents: [...verdict.documents],
      conditions: [...verdict.conditions],
      dueNote: verdict.dueNote ? { zh: note('zh'), en: note('en') } : null,
    };
  }
  const message = {
    zh: messageOf(verdict, { snapshot, question, language: 'zh' }),
    en: messageOf(verdict, { snapshot, question, language: 'en' }),
  };
  return { ...verdict, message, rules, sources: cited, instead: verdict.instead.map((each) => ({ ...each })) };
};

const noteWords = (notes: Readonly<Record<string, string>>, key: string | null): string =>
  key === null ? '' : (notes[key] ?? key);

/** Rows change rarely; a minute of age does no harm and spares the server. */
const publicMinute = 'public, max-age=60';

const asOf = z.object({ on: askedOnField.optional(), service: z.enum(services).optional() });

const lists = [
  { name: 'batches', list: batchesOn, summary: '各批次的开放时间与对象 · Batches: who, and from when' },
  { name: 'banks', list: banksOn, summary: '合作银行 · Cooperating banks' },
  { name: 'channels', list: channelsOn, summary: '办理渠道 · Channels' },
  { name: 'services', list: servicesOn, summary: '服务与渠道对照 · Services by channel' },
  { name: 'time-limits', list: timeLimitsOn, summary: '办理时限 · Time limits' },
  { name: 'calendar', list: calendarOn, summary: '工作日历 · Calendar of working days' },
] as const;

/** A decision costs microseconds and no query, and a channel asks for many people from one address. */
const decisionsPerMinute = 100_000;

/** `POST /api/v1/policy/decisions` and the lists under `/api/v1/policy/`. */
export const policyRoutes =
  ({ policy, businessClock }: Pick<Wiring, 'policy' | 'businessClock'>): FastifyPluginAsync =>
  async (app) => {
    const api = app.withTypeProvider<ZodTypeProvider>();
    api.post(
      '/api/v1/policy/decisions',
      {
        config: { rateLimit: { max: decisionsPerMinute, timeWindow: '1 minute' } },
        schema: {
          tags: ['policy'],
          summary: '能不能办、要带什么、不能办时怎么办 · Decide one question',
          description:
            '格式正确的问题总是回答 200；缺少而又要紧的事实以 FACT_MISSING 和 `facts.fact` 指出。 · Always 200 for a well-formed question. A fact that is absent and matters comes back as FACT_MISSING with `facts.fact`.',
          body: questionSchema,
          response: { 200: decision },
        },
      },
      async (request) => {
        const question = questionOf(request.body);
        const snapshot = policy.current();
        return decisionOf(snapshot, admit(snapshot, question), question);
      },
    );

    for (const { name, list, summary } of lists) {
      api.get(
        `/api/v1/policy/${name}`,
        { schema: { tags: ['policy'], summary, querystring: asOf } },
        async (request, reply) => {
          const on = request.query.on ?? dateIn(businessClock());
          const snapshot = policy.current();
          reply.header('cache-control', publicMinute);
          return {
            on: on.toString(),
            snapshot: snapshot.number,
            [name === 'time-limits' ? 'timeLimits' : name]: list(snapshot, on.toString(), request.query.service),
          };
        },
      );
    }
  };
