// Importing people in the console: the file goes as a stream into the same import as that of the core system's interface.
import fastifyMultipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findImport, type ImportRow, listImports } from '../database/import-runs.ts';
import type { TakeInRefused } from '../database/take-in-file.ts';
import { noticePage } from '../identity/notice-page.tsx';
import { mostBytes, takeInPeople } from '../people/take-in-people.ts';
import { paramOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { fileLimits, ImportPage, ImportsPage, isOpenImport, NoImportPage, refreshSeconds } from './import-pages.tsx';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';

/** Room for the fields of the form around the file. */
const formBytes = 64 * 1024;
const mostListed = 50;
const config = { staffAction: 'import-people' } as const;

type Parts = { readonly wiring: Wiring; readonly open: OpenConsole };

/** GET and POST /console/imports, GET /console/imports/:id and …/progress. */
export const importRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    // One byte more than a file may have: whether it is too large is the import's to say.
    await app.register(fastifyMultipart, {
      limits: { fileSize: mostBytes + 1, files: 1, fields: 2, fieldSize: 500, parts: 3, headerPairs: 20 },
      throwFileSizeLimit: false,
    });
    app.get('/console/imports', { config }, async (request, reply) =>
      showAll(parts, { request, reply, problem: null }),
    );
    app.post(
      '/console/imports',
      { config: { ...config, checksForm: true }, bodyLimit: mostBytes + formBytes },
      (request, reply) => takeIn(parts, request, reply),
    );
    app.get('/console/imports/:id', { config }, (request, reply) => showOne(parts, request, reply));
    // The same page as a timer opens it, which must not keep the session of somebody who went away.
    app.get('/console/imports/:id/progress', { config: { ...config, isIdle: true } }, (request, reply) =>
      showOne(parts, request, reply),
    );
  };

type Showing = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly problem: string | null };

const showAll = async ({ wiring, open }: Parts, { request, reply, problem }: Showing): Promise<FastifyReply> => {
  const imports = await listImports(wiring.sql, mostListed);
  const page = <ImportsPage page={open(request, reply)} imports={imports} problem={problem} />;
  return sendPage(reply, page, problem === null ? 200 : 422);
};

/** The fields come before the file: without the token of our own form none of it is taken in. */
const takeIn = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring, open } = parts;
  const fields = new Map<string, unknown>();
  if (request.isMultipart())
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields.set(part.fieldname, part.value);
        continue;
      }
      if (!request.staffSession.hasCsrfToken(fields.get('_csrf'))) break;
      const key = z.uuid().safeParse(fields.get('key'));
      if (!key.success || part.filename === '') break;
      const taken = await takeInPeople({
        ...{ sql: wiring.sql, keys: wiring.keys, client: `staff:${staffOf(request).account}`, key: key.data },
        ...{ body: part.file, at: wiring.businessClock() },
      });
      if (taken.ok) return reply.redirect(`/console/imports/${taken.value.importId}`, 303);
      const problem = problemOf(open(request, reply), taken);
      // The rest of the file is not read.
      if (taken.code === 'TOO_LARGE') reply.header('connection', 'close');
      return showAll(parts, { request, reply, problem });
    }
  reply.header('connection', 'close');
  if (request.staffSession.hasCsrfToken(fields.get('_csrf')))
    return showAll(parts, { request, reply, problem: open(request, reply).say('imports.noFile') });
  return reply.code(403).type('text/html; charset=utf-8').send(noticePage('form-expired', '/console/imports'));
};

const problemOf = ({ say, language }: ConsolePage, refusal: TakeInRefused): string => {
  switch (refusal.code) {
    case 'TOO_LARGE':
      return say('imports.tooLarge', fileLimits);
    case 'FORM_UNUSABLE':
      return refusal.facts[language];
    case 'KEY_REUSED':
      return say('imports.keyReused');
  }
};

const findOne = async ({ sql }: Wiring, request: FastifyRequest): Promise<ImportRow | undefined> => {
  const id = z.uuid().safeParse(paramOf(request, 'id'));
  return id.success ? await findImport(sql, id.data) : undefined;
};

const showOne = async (
  { wiring, open }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const page = open(request, reply);
  const row = await findOne(wiring, request);
  if (!row) return sendPage(reply, <NoImportPage page={page} />, 404);
  const path = `/console/imports/${row.importId}`;
  if (!isOpenImport(row)) return sendPage(reply, <ImportPage page={{ ...page, path }} row={row} />);
  // The page's own timer ends the session with it, so nobody is asked whether they are still there.
  reply.header('refresh', `${refreshSeconds}; url=${path}/progress`);
  return sendPage(reply, <ImportPage page={{ ...page, path, secondsLeft: null }} row={row} />);
};
