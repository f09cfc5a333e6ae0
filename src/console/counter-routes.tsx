// An application at the counter: whose it is, by the number of the document that is shown there.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { dateIn } from '../base/dates.ts';
import type { PhotoConverter } from '../photos/photo-converter.ts';
import { registerPhotoForms } from '../portal/apply/photo-form.ts';
import { explainRefusal } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { applicants, type CounterQuery, closedToday, findPlace, readCounterFile } from './counter-file.ts';
import { CounterPage } from './counter-pages.tsx';
import { filingRoutes, type Subject } from './filing-routes.tsx';
import { openByDocument } from './open-by-document.ts';
import { type Found, isOpen, type Parts, reached } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';

const config = { staffAction: 'apply-at-counter' } as const;

/** GET and POST /console/counter; from GET /console/counter/:person on, the pages of filing. */
export const counterRoutes =
  (wiring: Wiring, open: OpenConsole, converter: PhotoConverter): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open, converter };
    await registerPhotoForms(app);
    app.get('/console/counter', { config }, (request, reply) => begin(parts, { request, reply, problem: null }));
    app.post('/console/counter', { config }, (request, reply) => findByDocument(parts, request, reply));
    const path = '/console/counter/:person';
    filingRoutes(
      app,
      { ...parts, subjectOf: subjectOf(parts), filed: async () => {} },
      { path, action: config.staffAction },
    );
  };

type Beginning = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly problem: string | null };

const begin = async ({ wiring, open }: Parts, { request, reply, problem }: Beginning): Promise<FastifyReply> => {
  const page = open(request, reply);
  const place = await findPlace(wiring, staffOf(request));
  const closed = place && closedToday(wiring, place, dateIn(wiring.businessClock()));
  const snapshot = wiring.policy.current();
  const closing =
    closed &&
    explainRefusal(
      { ok: false, code: closed.verdict.code, facts: { verdict: closed.verdict } },
      { snapshot, question: closed.question, language: page.language },
    );
  return sendPage(reply, <CounterPage page={page} closing={closing} problem={problem} />, problem === null ? 200 : 422);
};

/** By the number of the document that was shown. */
const findByDocument = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { say } = parts.open(request, reply);
  const { idNumber } = formOf(request);
  const opened = await openByDocument(parts.wiring, request, typeof idNumber === 'string' ? idNumber : '');
  if (opened.personId === undefined) return begin(parts, { request, reply, problem: say(opened.wrong) });
  return reply.redirect(`/console/counter/${opened.personId}`, 303);
};

/** The person of an open record at this counter; an answer instead when there is none, or the document has to be shown first. */
const subjectOf =
  (parts: Parts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<Found<Subject>> => {
    const { wiring } = parts;
    const staff = staffOf(request);
    const page = parts.open(request, reply);
    const personId = await reached(parts, staff, { request, action: 'apply-at-counter' });
    const place = await findPlace(wiring, staff);
    if (personId === undefined || place === undefined)
      return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
    if (!isOpen(wiring, request, personId)) return { instead: reply.redirect('/console/counter', 303) };
    const file = await readCounterFile(wiring, place, {
      ...{ personId, query: queryIn(request), at: `/console/counter/${personId}` },
    });
    return file ? { page, place, file } : { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  };

export const queryIn = (request: FastifyRequest): CounterQuery => ({
  actor: applicants.find((each) => each === queryOf(request, 'for')) ?? 'holder',
  bank: /^\d{3,12}$/.exec(queryOf(request, 'bank'))?.[0] ?? null,
  documents: new URLSearchParams(request.url.split('?')[1] ?? '').getAll('documents'),
});
