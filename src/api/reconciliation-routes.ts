// The interface for the daily comparison of books, both ways, and the differences it leaves as tasks.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { dateIn } from '../base/dates.ts';
import { bankDay, mostChanges, tellBooks } from '../production/books.ts';
import { listDifferences, mostNamed } from '../production/reconcile-books.ts';
import { reconcileOnce } from '../production/reconcile-once.ts';
import { type Difference, differenceKinds } from '../production/reconciliation.ts';
import type { BankDay } from '../production/reconciliation-store.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard } from './bank-routes.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import { differenceWords } from './difference-words.ts';
import { bookRefusals, problemIn } from './other-refusals.ts';
import { acceptStreams, fileRefusals, refuseFile, streamOf } from './received-file.ts';

/** Once a day, and again after what differed was mended. */
const rateLimit = { max: 30, timeWindow: '1 minute' };
const common = { tags: ['bank'], security: [{ bankToken: ['bank:reconciliation'] }] };
/** A row of the bank's view is at most 100 bytes long; it is held in memory while it is compared. */
const mostBytes = 16 * 1024 * 1024;
const differencesAtOnce = 500;

const path = z.object({ date: z.iso.date().describe('yyyy-mm-dd，北京时间 · a day of the city') });
const state = z.enum(applicationStates);
const bookRow = z.object({ number: z.string(), state, cardNumber: z.string().nullable() });
/** A stream is sent as it is: the schema of its lines is for the description alone. */
const { $schema: _, ...bookSchema } = z.toJSONSchema(bookRow);
const words = z.object({ zh: z.string(), en: z.string() });
const entry = z.object({ state, cardNumber: z.string().nullable() }).nullable();
const reconciledAnswer = z.object({
  date: z.string(),
  named: z.int().describe('贵行列出的行 · rows the bank named'),
  agreed: z.int().describe('一致的行 · rows that agree'),
  unreadable: z.array(z.int()).describe('无法识别的行号，最多 100 个 · lines with no number or state, at most 100'),
  openDifferences: z.int().describe('目前未结的差异，含以前各日 · all that are open, also of earlier days'),
});
const differencesQuery = z.object({
  after: z.string().max(20).default('').describe('上一页最后的编号 · the last number of the page before'),
  limit: z.coerce.number().int().min(1).max(differencesAtOnce).default(differencesAtOnce),
});
const differencesAnswer = z.object({
  differences: z.array(
    z.object({
      number: z.string(),
      kind: z.enum(differenceKinds),
      date: z.string().describe('对账日 · the day of the books'),
      foundAt: z.string().describe('RFC 3339'),
      ours: entry.describe('我方 · what we have'),
      theirs: entry.describe('贵行 · what the bank said'),
      ...{ meaning: words, toDo: words },
    }),
  ),
});

/** Everything under `/api/v1/bank/reconciliation` and `/api/v1/bank/differences`, with the scope `bank:reconciliation`. */
export const reconciliationRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:reconciliation');
    acceptStreams(app);
    registerOurs(app, wiring);
    registerTheirs(app, wiring);
    registerDifferences(app, wiring);
  };

const registerOurs = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/reconciliation/:date',
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '我方当日账 · What we have of a day' },
        description: `JSON Lines：贵行当日报告过的申领及其日终状态，最多 ${mostChanges.toLocaleString('en')} 行；末行为合计，没有合计即未收全。领取会在本人记录中留痕。 · JSON lines: what the bank said something about on that day with the state at its end, at most ${mostChanges.toLocaleString('en')}; the last line has the totals, and without it something is missing. Each person named can read that you asked.`,
        params: path,
        response: { 200: z.unknown().meta(bookSchema), ...commonProblems, 409: problem },
      },
    },
    async (request, reply) => {
      const day = Temporal.PlainDate.from(request.params.date);
      if (isToCome(wiring, day)) return reply.code(409).send(dayToCome);
      reply.type('application/x-ndjson; charset=utf-8');
      return reply.send(Readable.from(linesOf(wiring, bankDay(bankOf(request), day, wiring.businessClock()))));
    },
  );
};

async function* linesOf(wiring: Wiring, day: BankDay): AsyncGenerator<string> {
  const totals: Record<string, number> = {};
  let rows = 0;
  for await (const page of tellBooks(wiring, day)) {
    for (const { state } of page) totals[state] = (totals[state] ?? 0) + 1;
    rows += page.length;
    yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
  yield `${JSON.stringify({ totals: { rows, ...totals } })}\n`;
}

const registerTheirs = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/reconciliation/:date',
    {
      config: { rateLimit },
      bodyLimit: mostBytes,
      schema: {
        ...{ ...common, summary: '贵行当日账 · What the bank has of a day' },
        description: `JSON Lines 或表格：number、state、cardNumber（可不填），最多 ${mostNamed.toLocaleString('en')} 行。没有要说的就发空文件。差异成为待办，以后对账一致时结清；同一文件以同一个键重发，得到同样的答复。 · JSON lines or a table: number, state, cardNumber (may be left out), at most ${mostNamed.toLocaleString('en')} rows. An empty file says that there was nothing. What differs is a task until a later comparison agrees; the same file under the same key gets the same answer.`,
        ...{ params: path, headers: commandHeaders, consumes: ['application/jsonl', 'text/csv'] },
        response: { 200: reconciledAnswer, ...commonProblems, 409: problem, 413: problem, 422: problem },
      },
    },
    async (request, reply) => {
      const day = Temporal.PlainDate.from(request.params.date);
      if (isToCome(wiring, day)) return reply.code(409).send(dayToCome);
      const bytes = await bytesOf(streamOf(request));
      if (!bytes) return reply.code(413).header('connection', 'close').send(tooLarge);
      try {
        const key = request.headers['idempotency-key'];
        const outcome = await reconcileOnce(wiring, { bank: bankOf(request), day, key, bytes });
        if (!outcome.ok) return refuseFile(reply, outcome);
        return { date: request.params.date, ...outcome.value, unreadable: [...outcome.value.unreadable] };
      } catch (error) {
        if (!(error instanceof CannotStart)) throw error;
        const { zh, en } = fileRefusals.FORM_UNUSABLE;
        return reply.code(422).send({ code: 'FORM_UNUSABLE', message: { zh, en } });
      }
    },
  );
};

const isToCome = ({ businessClock }: Wiring, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, dateIn(businessClock())) > 0;

/** Undefined when it is too much; the rest is not read then. */
const bytesOf = async (body: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let [size, lines] = [0, 0];
  for await (const bytes of body) {
    size += bytes.length;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
    // The headings of a table are a line too.
    if (size > mostBytes || lines > mostNamed + 1) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const registerDifferences = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/differences',
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '未结的差异 · Open differences' },
        description:
          '双方各有什么、该怎么办；按编号排列。 · What either side has and what to do about it, in the order of numbers.',
        querystring: differencesQuery,
        response: { 200: differencesAnswer, ...commonProblems },
      },
    },
    async (request) => {
      const { after, limit: most } = request.query;
      const found = await listDifferences(wiring, { bank: bankOf(request), after, most });
      return { differences: found.map(onWire) };
    },
  );
};

const onWire = ({ number, kind, day, foundAt, ours, theirs }: Difference) => ({
  ...{ number, kind, date: day.toString(), foundAt: foundAt.toString({ smallestUnit: 'second' }), ours, theirs },
  ...differenceWords[kind],
});

const dayToCome = problemIn(bookRefusals, 'DAY_TO_COME');
const tooLarge = {
  code: 'TOO_LARGE',
  message: {
    zh: `对账文件过大：最多 ${mostBytes / 1024 / 1024} MiB、${mostNamed.toLocaleString('en')} 行。`,
    en: `Too large: at most ${mostBytes / 1024 / 1024} MiB and ${mostNamed.toLocaleString('en')} rows.`,
  },
};
