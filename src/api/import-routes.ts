// The interface of the city's core system: insured people as a stream of CSV or JSON lines, and how their import went.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rejectionsCsv } from '../base/rejections-file.ts';
import { findImport, type ImportRow, importStates, listRejections } from '../database/import-runs.ts';
import { requirePartner } from '../identity/partner-token.ts';
import { mostBytes, mostRows, takeInPeople } from '../people/take-in-people.ts';
import type { Wiring } from '../wiring.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import { acceptStreams, refuseFile, streamOf } from './received-file.ts';

/** A stream of changes comes in a few calls a day; progress is asked for now and then. */
const rateLimit = { max: 120, timeWindow: '1 minute' };
const scope = 'people:import';
const common = { tags: ['people'], security: [{ bankToken: [scope] }] };

const path = z.object({ importId: z.uuid() });
const count = z.int().describe('行 · rows');
const importAnswer = z.object({
  importId: z.uuid(),
  state: z.enum(importStates).describe('waiting 等待 · running 进行中 · done 完成 · failed 文本中途不再是其编码'),
  line: z.int().describe('已提交的最后一行 · last line that is committed'),
  ...{ read: count, added: count, changed: count, unchanged: count, rejected: count },
  beganAt: z.string().describe('RFC 3339'),
  endedAt: z.string().nullable(),
});

/** Everything under `/api/v1/people/imports`, for whoever has a token with the scope `people:import`, about their own. */
export const importRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', requirePartner(wiring, scope));
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    acceptStreams(app);
    registerTakeIn(app, wiring);
    registerProgress(app, wiring);
    registerReport(app, wiring);
  };

const clientOf = ({ partner }: FastifyRequest): string => {
  if (!partner) throw new Error('a route of the core system stands without its guard');
  return partner.clientId;
};

const registerTakeIn = (app: FastifyInstance, wiring: Wiring): void => {
  const description =
    `表格（逗号或制表符）或 JSON Lines，UTF-8 或 GB18030，由内容识别；字段见 docs/import.md。最多 ${mostBytes / 1024 / 1024} MiB、${mostRows.toLocaleString('en')} 行，30 秒内传完。` +
    `A table or JSON lines, recognised by its content; fields: docs/import.md. At most ${mostBytes / 1024 / 1024} MiB and ${mostRows.toLocaleString('en')} lines, sent within 30 s. The same file under the same key is the same import.`;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/people/imports',
    {
      config: { rateLimit },
      bodyLimit: mostBytes,
      schema: {
        ...{ ...common, summary: '导入参保人员 · Import insured people', description, headers: commandHeaders },
        consumes: ['text/csv', 'application/jsonl'],
        response: { 202: importAnswer, ...commonProblems, 413: problem, 422: problem },
      },
    },
    async (request, reply) => {
      const result = await takeInPeople({
        ...{ sql: wiring.sql, keys: wiring.keys, client: clientOf(request), at: wiring.businessClock() },
        ...{ key: request.headers['idempotency-key'], body: streamOf(request) },
      });
      if (!result.ok) return refuseFile(reply, result);
      const found = await findOwn(wiring, request, result.value.importId);
      if (!found) throw new Error('an import that was taken in is gone');
      return reply.code(202).header('location', `/api/v1/people/imports/${found.importId}`).send(onWire(found));
    },
  );
};

const registerProgress = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/people/imports/:importId',
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '导入进度与结果 · Progress and result of an import' },
        params: path,
        response: { 200: importAnswer, ...commonProblems, 404: problem },
      },
    },
    async (request, reply) => {
      const found = await findOwn(wiring, request, request.params.importId);
      return found ? onWire(found) : reply.code(404).send(unknownImport);
    },
  );
};

const registerReport = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/people/imports/:importId/report',
    {
      config: { rateLimit },
      schema: {
        ...{ ...common, summary: '退回的行（CSV）· Rows that went back, as CSV' },
        description: '行号、字段、中英文原因，不含值。Line, field and reason in Chinese and English; never a value.',
        params: path,
        response: { 200: z.unknown().describe('CSV'), ...commonProblems, 404: problem },
      },
    },
    async (request, reply) => {
      const found = await findOwn(wiring, request, request.params.importId);
      if (!found) return reply.code(404).send(unknownImport);
      reply.type('text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="import-${found.importId}.rejected.csv"`);
      return reply.send(Readable.from(rejectionsCsv(listRejections(wiring.sql, found.importId))));
    },
  );
};

/** An import of the caller's own; others are nobody's business. */
const findOwn = async ({ sql }: Wiring, request: FastifyRequest, importId: string): Promise<ImportRow | undefined> => {
  const found = await findImport(sql, importId);
  return found?.client === clientOf(request) ? found : undefined;
};

const onWire = ({ beganAt, endedAt, ...row }: ImportRow): z.input<typeof importAnswer> => ({
  ...row,
  beganAt: beganAt.toString({ smallestUnit: 'second' }),
  endedAt: endedAt?.toString({ smallestUnit: 'second' }) ?? null,
});

const unknownImport = {
  code: 'IMPORT_UNKNOWN',
  message: { zh: '没有这个导入。', en: 'There is no such import.' },
};
