// Lists as files: which list and why, the file itself, and the record of what was taken out.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isOneOf } from '../base/one-of.ts';
import { mediaTypeOf, tableFormats } from '../base/table-file.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { exportList, findExports } from '../staff/export-list.ts';
import { type ExportId, exportedLists, mostExported } from '../staff/list-export.ts';
import type { ExportPlace } from '../staff/list-exports-store.ts';
import { may } from '../staff/permissions.ts';
import type { Wiring } from '../wiring.ts';
import { listReaders } from './export-lists.ts';
import { ExportPage, ExportsPage, NoListPage } from './export-pages.tsx';
import type { ExportSource } from './export-source.ts';
import { noteOf, type Parts } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';

/** Each reads a whole list. */
const takingLimit = { max: 60, timeWindow: '10 minutes' };
/** Rows of a page. */
const pageSize = 50;

/** GET /console/exports (who took what out), GET and POST /console/exports/new (which list, why; the file). */
export const exportRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const taking = { config: { staffAction: 'export-list', rateLimit: takingLimit } } as const;
    app.get('/console/exports', { config: { staffAction: 'see-exports' } }, (request, reply) =>
      showTaken(parts, request, reply),
    );
    app.get('/console/exports/new', taking, (request, reply) => ask(parts, request, reply));
    app.post('/console/exports/new', taking, (request, reply) => take(parts, request, reply));
  };

/** The list of a request with what it is narrowed to, within what the role may see of it. */
const sourceOf = async (
  { wiring }: Parts,
  request: FastifyRequest,
  page: ConsolePage,
): Promise<ExportSource | undefined> => {
  const staff = staffOf(request);
  const query = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
  const { of } = query;
  if (of === undefined || !isOneOf(exportedLists, of)) return undefined;
  const { action, read } = listReaders[of];
  return may(staff, action) ? read({ wiring, page, staff, query }) : undefined;
};

const ask = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const page = parts.open(request, reply);
  const source = await sourceOf(parts, request, page);
  if (!source) return sendPage(reply, <NoListPage page={page} />, 404);
  return sendPage(reply, <ExportPage page={page} source={source} problem={null} />);
};

const take = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const page = parts.open(request, reply);
  const source = await sourceOf(parts, request, page);
  if (!source) return sendPage(reply, <NoListPage page={page} />, 404);
  const note = noteOf(request);
  const format = z.enum(tableFormats).safeParse(formOf(request).format).data;
  if (source.rows > mostExported) return sendPage(reply, <ExportPage {...{ page, source }} problem={null} />, 409);
  if (note === null || format === undefined)
    return sendPage(reply, <ExportPage {...{ page, source }} problem={page.say('export.missing')} />, 422);
  const file = await exportList(wiring, staffOf(request), { list: source, format, note });
  const day = wiring.businessClock().toString().slice(0, 10);
  // A file is no page: nothing of it is left on the screen of who went away.
  reply.removeHeader('refresh');
  reply.header('content-disposition', `attachment; filename="${source.list}-${day}.${format}"`);
  return reply.type(mediaTypeOf(format)).send(file);
};

const showTaken = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const page = open(request, reply);
  const found = await findExports(wiring, { after: placeIn(queryOf(request, 'after')), most: pageSize + 1 });
  const taken = found.slice(0, pageSize);
  const last = found.length > pageSize ? taken.at(-1) : undefined;
  const next = last ? `/console/exports?after=${last.at}_${last.exportId}` : null;
  const isFirst = queryOf(request, 'after') === '';
  return sendPage(reply, <ExportsPage page={page} taken={taken} next={next} isFirst={isFirst} />);
};

const placeShape = z.tuple([z.iso.datetime(), z.uuid()]);
const idFrom = z.custom<ExportId>();

const placeIn = (text: string): ExportPlace | null => {
  const [at, id] = placeShape.safeParse(text.split('_')).data ?? [];
  return at && id ? { at: Temporal.Instant.from(at), exportId: idFrom.parse(id) } : null;
};
