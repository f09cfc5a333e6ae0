// The interface for a bank's answers as a file: taken in at once, worked off by a worker, with a result for every row.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { importStates } from '../database/import-runs.ts';
import { type AnswerFile, findAnswerFile } from '../database/received-import.ts';
import { socialSecurityStates } from '../policy/question.ts';
import { mostAnswerBytes, mostAnswers } from '../production/answer-file.ts';
import { type KeptResult, listAnswers } from '../production/list-answers.ts';
import { takeInAnswers } from '../production/take-in-answers.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, clientOf, guard } from './bank-routes.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import { messageOfRow } from './bank-words.ts';
import { answerFileRefusals, problemIn } from './other-refusals.ts';
import { acceptStreams, refuseFile, streamOf } from './received-file.ts';

/** A bank sends a few files a day, and asks how they go every few seconds. */
const rateLimit = { max: 120, timeWindow: '1 minute' };
const address = '/api/v1/bank/answer-files';
const common = { tags: ['bank'], security: [{ bankToken: ['bank:answers'] }] };

const path = z.object({ fileId: z.uuid() });
const count = z.int().describe('行 · rows');
const fileAnswer = z.object({
  fileId: z.uuid(),
  state: z.enum(importStates).describe('waiting 等待 · running 进行中 · done 完成 · failed 文本中途不再是其编码'),
  ...{ read: count, accepted: count, refused: count },
  beganAt: z.string().describe('RFC 3339'),
  endedAt: z.string().nullable(),
});
const words = z.object({ zh: z.string(), en: z.string() });
const rowAnswer = z.object({
  line: z.int().describe('行号，表格第 1 行为表头 · the headings of a table are line 1'),
  number: z.string().describe('照所写 · as it was written'),
  report: z.string(),
  accepted: z.boolean(),
  state: z.enum(applicationStates).nullable().describe('报告后的状态；WRONG_STATE 时为目前状态 · where it led, or is'),
  cardNumber: z.string().nullable(),
  code: z.string().nullable(),
  message: words.nullable(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })),
  rules: z.array(z.string()).describe('规则所不许的：依据 · the rules that do not allow it'),
  cardState: z.string().nullable().describe('因卡的状态不能办理时 · state of the card, where that is why'),
  socialSecurity: z.enum(socialSecurityStates).nullable().describe('卡的报告被接受后 · of a card, once accepted'),
  financial: z.literal('active').nullable(),
});

/** A stream is sent as it is: the schema of its lines is for the description alone. */
const { $schema: _, ...rowSchema } = z.toJSONSchema(rowAnswer);

/** Everything under `/api/v1/bank/answer-files`, for whoever has a token with the scope `bank:answers`, about their own bank. */
export const answerFileRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:answers');
    acceptStreams(app);
    registerTakeIn(app, wiring);
    registerProgress(app, wiring);
    registerResults(app, wiring);
  };

const registerTakeIn = (app: FastifyInstance, wiring: Wiring): void => {
  const limits = `${mostAnswerBytes / 1024 / 1024} MiB、${mostAnswers.toLocaleString('en')} 行`;
  app.withTypeProvider<ZodTypeProvider>().post(
    address,
    {
      config: { rateLimit },
      bodyLimit: mostAnswerBytes,
      schema: {
        ...{ ...common, summary: '成批报告 · Report as a file' },
        description:
          `JSON Lines 或表格：number、report 及该报告的字段（enabled、financial-activated 填 cardNumber）；最多 ${limits}，30 秒内传完。逐行处理，互不影响；同一编号的行顺序不限。` +
          ` · JSON lines or a table: number, report, and the fields of that report (enabled and financial-activated name a cardNumber); at most ${limits.replace('、', ', ').replace('行', 'rows')}, sent within 30 s. Each row for itself; rows of one number in any order.`,
        headers: commandHeaders,
        consumes: ['application/jsonl', 'text/csv'],
        response: { 202: fileAnswer, ...commonProblems, 413: problem, 422: problem },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      const result = await takeInAnswers({
        ...{ sql: wiring.sql, keys: wiring.keys, client: clientOf(request), bank, at: wiring.businessClock() },
        ...{ key: request.headers['idempotency-key'], body: streamOf(request) },
      });
      if (!result.ok) return refuseFile(reply, result);
      const found = await findAnswerFile(wiring.sql, { fileId: result.value.importId, bank });
      if (!found) throw new Error('a file that was taken in is gone');
      return reply.code(202).header('location', `${address}/${found.fileId}`).send(onWire(found));
    },
  );
};

const registerProgress = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    `${address}/:fileId`,
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '成批报告的进度 · Progress of a file' },
        params: path,
        response: { 200: fileAnswer, ...commonProblems, 404: problem },
      },
    },
    async (request, reply) => {
      const found = await findAnswerFile(wiring.sql, { ...request.params, bank: bankOf(request) });
      return found ? onWire(found) : reply.code(404).send(unknownFile);
    },
  );
};

const registerResults = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    `${address}/:fileId/results`,
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '成批报告的逐行结果 · The result of every row' },
        description:
          'JSON Lines，与文件同序；处理完之后才有，保存 90 天。 · JSON lines in the order of the file, once it is done; kept for 90 days.',
        params: path,
        response: { 200: z.unknown().meta(rowSchema), ...commonProblems, 404: problem, 409: problem },
      },
    },
    async (request, reply) => {
      const found = await findAnswerFile(wiring.sql, { ...request.params, bank: bankOf(request) });
      if (!found) return reply.code(404).send(unknownFile);
      if (found.endedAt === null) return reply.code(409).send(stillRunning);
      const { fileId } = found;
      reply.type('application/x-ndjson; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="answers-${fileId}.results.ndjson"`);
      return reply.send(Readable.from(linesOf(listAnswers(wiring, fileId))));
    },
  );
};

async function* linesOf(pages: AsyncIterable<readonly KeptResult[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(rowOnWire(row))}\n`).join('');
}

const rowOnWire = ({ line, result }: KeptResult): z.input<typeof rowAnswer> => {
  const { number, report, accepted, state, cardNumber, code, fields, card, gate } = result;
  return {
    ...{ line, number, report, accepted, state, cardNumber, code, fields },
    message: gate?.message ?? messageOfRow(code, state),
    ...{ rules: gate?.rules ?? [], cardState: gate?.cardState ?? null },
    ...{ socialSecurity: card?.socialSecurity ?? null, financial: card?.financial ?? null },
  };
};

const onWire = ({
  fileId,
  state,
  read,
  accepted,
  refused,
  beganAt,
  endedAt,
}: AnswerFile): z.input<typeof fileAnswer> => ({
  ...{ fileId, state, read, accepted, refused },
  beganAt: beganAt.toString({ smallestUnit: 'second' }),
  endedAt: endedAt?.toString({ smallestUnit: 'second' }) ?? null,
});

const unknownFile = problemIn(answerFileRefusals, 'FILE_UNKNOWN');
const stillRunning = problemIn(answerFileRefusals, 'FILE_NOT_DONE');
