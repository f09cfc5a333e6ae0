// An application at the counter: who stands there, documents checked once, the form, and the slip to take home.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { findProgress } from '../applications/find-progress.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { listEvents } from '../audit/audit-store.ts';
import { dateIn } from '../base/dates.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { findPersonByIdNumber } from '../people/people-store.ts';
import { photoProblems } from '../photos/photo.ts';
import type { PhotoConverter } from '../photos/photo-converter.ts';
import { uploadPhoto } from '../photos/upload-photo.ts';
import { fileOf, readPhotoForm, registerPhotoForms } from '../portal/apply/photo-form.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { sayIn } from '../portal/words/words.ts';
import { leaveLook } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { type DraftOf, deleteCounterDrafts, findCounterDraft, upsertCounterDraft } from './counter-drafts-store.ts';
import {
  applicants,
  type CounterFile,
  type CounterPlace,
  type CounterQuery,
  closedToday,
  counterPath,
  findPlace,
  readCounterFile,
} from './counter-file.ts';
import { keptValues, readCounterForm, valuesOf } from './counter-form.ts';
import { CounterFormPage } from './counter-form-page.tsx';
import { CounterPage, DocumentsPage, SlipPage } from './counter-pages.tsx';
import { isOpen, type Parts, reached } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './person-page.tsx';

const config = { staffAction: 'apply-at-counter' } as const;
/** Each picture costs a second of work. */
const sendingLimit = { max: 30, timeWindow: '10 minutes' };

type CounterParts = Parts & { readonly converter: PhotoConverter };

/** GET and POST /console/counter, GET …/:person, GET and POST …/:person/form, POST …/:person/draft and …/photo, GET …/:person/slip/:number. */
export const counterRoutes =
  (wiring: Wiring, open: OpenConsole, converter: PhotoConverter): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open, converter };
    await registerPhotoForms(app);
    app.get('/console/counter', { config }, (request, reply) => begin(parts, { request, reply, problem: null }));
    app.post('/console/counter', { config }, (request, reply) => findByDocument(parts, request, reply));
    const path = '/console/counter/:person';
    app.get(path, { config }, (request, reply) => showDocuments(parts, request, reply));
    app.get(`${path}/form`, { config }, (request, reply) => showForm(parts, request, reply));
    app.post(`${path}/form`, { config }, (request, reply) => submit(parts, request, reply));
    app.post(`${path}/draft`, { config }, (request, reply) => keepDraft(parts, request, reply));
    app.post(
      `${path}/photo`,
      { config: { ...config, rateLimit: sendingLimit }, preValidation: readPhotoForm },
      (request, reply) => takePhoto(parts, request, reply),
    );
    app.get(`${path}/slip/:number`, { config }, (request, reply) => showSlip(parts, request, reply));
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

/** By the number of the document that was shown; the person reads that this counter opened the record to serve them. */
const findByDocument = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const { say } = parts.open(request, reply);
  const attempt = { at: 'staff-search', by: staff.account } as const;
  if (await isLockedOut(wiring, attempt))
    return begin(parts, { request, reply, problem: say('search.TOO_MANY_SEARCHES') });
  const { idNumber } = formOf(request);
  const written = typeof idNumber === 'string' ? idNumber : '';
  const personId = await findPersonByIdNumber(wiring.sql, wiring.keys, written);
  if (personId === undefined) {
    await countFailure(wiring, attempt);
    return begin(parts, { request, reply, problem: say('counter.unknown') });
  }
  await leaveLook(wiring, staff, { personIds: [personId], purpose: 'opened-serving', note: null });
  request.staffSession.keepOpened(personId, wiring.systemClock());
  return reply.redirect(`/console/counter/${personId}`, 303);
};

type Subject = { readonly page: ConsolePage; readonly place: CounterPlace; readonly file: CounterFile };
type Found = { readonly instead: FastifyReply } | ({ readonly instead?: never } & Subject);

/** The person of an open record at this counter; an answer instead when there is none, or the document has to be shown first. */
const subjectOf = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<Found> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reached(parts, staff, { request, action: 'apply-at-counter' });
  const place = await findPlace(wiring, staff);
  if (personId === undefined || place === undefined)
    return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  if (!isOpen(wiring, request, personId)) return { instead: reply.redirect('/console/counter', 303) };
  const file = await readCounterFile(wiring, place, { personId, query: queryIn(request) });
  return file ? { page, place, file } : { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
};

const queryIn = (request: FastifyRequest): CounterQuery => ({
  actor: applicants.find((each) => each === queryOf(request, 'for')) ?? 'holder',
  bank: /^\d{3,12}$/.exec(queryOf(request, 'bank'))?.[0] ?? null,
  documents: new URLSearchParams(request.url.split('?')[1] ?? '').getAll('documents'),
});

const showDocuments = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const wrong = queryOf(request, 'wrong');
  const problem = wrong === 'documents' || wrong === 'bank' ? page.say(`counter.${wrong}Missing`) : null;
  return sendPage(reply, <DocumentsPage page={page} file={file} problem={problem} />);
};

/** Where the first page is not answered, the way back to it; undefined: it is. */
const backToDocuments = ({ file }: Subject): string | undefined => {
  const { query, verdict, banks, personId } = file;
  if (!verdict.permitted) return counterPath(personId, query);
  const lacks = verdict.documents.some((document) => !query.documents.includes(document));
  const wrong = lacks ? 'documents' : query.bank === null || !banks.includes(query.bank) ? 'bank' : undefined;
  return wrong && `${counterPath(personId, query)}&wrong=${wrong}`;
};

const showForm = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const back = backToDocuments(subject);
  if (back !== undefined) return reply.redirect(back, 303);
  const { page, file } = subject;
  const said = sayIn(page.language);
  const wrongPhoto = photoProblems.find((each) => each === queryOf(request, 'photo'));
  const problem = wrongPhoto ? said(`photo.${wrongPhoto}`) : null;
  const draft = await findCounterDraft(parts.wiring, draftOf(request, file), parts.wiring.systemClock());
  const restored = { values: draft ?? {}, isRestored: draft !== undefined };
  const form = <CounterFormPage {...{ page, file, problem, ...restored }} wrong={[]} formKey={randomUUID()} />;
  return sendPage(reply, form);
};

const draftOf = (request: FastifyRequest, { personId }: CounterFile): DraftOf => ({
  account: staffOf(request).account,
  personId,
});

/** What was typed waits for this clerk; the script keeps it while it is typed, and is told how long the login lasts. */
const keepDraft = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { file } = subject;
  await keep(parts, request, file);
  if (request.headers.accept !== 'application/json')
    return reply.redirect(counterPath(file.personId, file.query, '/form'), 303);
  return reply.removeHeader('refresh').send({ secondsLeft: request.staffSession.secondsLeft });
};

const keep = ({ wiring }: Parts, request: FastifyRequest, file: CounterFile): Promise<void> =>
  upsertCounterDraft(wiring, draftOf(request, file), {
    values: keptValues(formOf(request)),
    now: wiring.systemClock(),
  });

/** The gate is the use case's to ask: of a second click it knows that the first one has made the application. */
const submit = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, file, place } = subject;
  const { bank, actor, documents } = file.query;
  if (bank === null) return reply.redirect(counterPath(file.personId, file.query), 303);
  const sent = formOf(request);
  const values = valuesOf(sent);
  const formKey = z.uuid().catch(randomUUID()).parse(sent.key);
  const read = readCounterForm(sent, bank);
  const again = { page, file, values, formKey, isRestored: false };
  if (!read.ok) await keep(parts, request, file);
  if (!read.ok) return sendPage(reply, <CounterFormPage {...again} wrong={read.wrong} problem={null} />, 422);
  const { channel, outletId, bank: own, instant } = place;
  const submitted = await submitApplication(parts.wiring, {
    ...{ personId: file.personId, actor, actorId: staffOf(request).account, level: 0, channel, key: formKey },
    ...{ form: read.form, counter: { outletId, bank: own, instant, documents, idValidity: read.idValidity } },
  });
  if (submitted.ok) {
    await deleteCounterDrafts(parts.wiring.sql, file.personId);
    return reply.redirect(`/console/counter/${file.personId}/slip/${submitted.value.number}`, 303);
  }
  await keep(parts, request, file);
  const telling = { snapshot: file.snapshot, question: file.question, language: page.language };
  const { message } = explainRefusal(submitted, telling);
  return sendPage(reply, <CounterFormPage {...again} wrong={[]} problem={message} />, statusOf(submitted));
};

/** The photo for the card, taken at the counter or brought; the form is opened again. */
const takePhoto = async (parts: CounterParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { wiring, converter } = parts;
  const { personId, query } = subject.file;
  const bytes = fileOf(formOf(request), 'cardPhoto') ?? new Uint8Array();
  const uploaded = await uploadPhoto({ ...wiring, converter }, { personId, kind: 'card-photo', bytes });
  const path = counterPath(personId, query, '/form');
  return reply.redirect(uploaded.ok ? path : `${path}&photo=${uploaded.code}`, 303);
};

/** Of an application that was filed at this very counter; it says nothing that is not masked. */
const showSlip = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, file, place } = subject;
  const { personId, person } = file;
  const number = parseApplicationNumber(paramOf(request, 'number')) ?? '';
  const [progress, events] = await Promise.all([
    findProgress(parts.wiring, { personId, number }),
    listEvents(parts.wiring.sql, personId),
  ]);
  const isFiledHere = events.some(
    ({ action, subject: about, outlet }) =>
      action === 'submit-application' &&
      about === `application:${progress?.applicationId}` &&
      outlet === place.outletId,
  );
  if (!progress || !isFiledHere) return sendPage(reply, <UnknownPage page={page} />, 404);
  return sendPage(reply, <SlipPage page={page} slip={{ progress, person, snapshot: file.snapshot }} />);
};
