// The pages of an application that staff file for somebody who is there, at a counter or at home: checks, form, pictures, slip.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { findProgress } from '../applications/find-progress.ts';
import type { IdValidity } from '../applications/id-validity.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { listEvents } from '../audit/audit-store.ts';
import { photoKinds, photoProblems } from '../photos/photo.ts';
import type { PhotoConverter } from '../photos/photo-converter.ts';
import { uploadPhoto } from '../photos/upload-photo.ts';
import { fileOf, readPhotoForm } from '../portal/apply/photo-form.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { sayIn } from '../portal/words/words.ts';
import type { StaffAction } from '../staff/permissions.ts';
import { deleteCounterDrafts, findCounterDraft, upsertCounterDraft } from './counter-drafts-store.ts';
import { type CounterFile, type CounterPlace, counterPath } from './counter-file.ts';
import { keptValues, readCounterForm, valuesOf } from './counter-form.ts';
import { CounterFormPage } from './counter-form-page.tsx';
import type { ClerkWithPerson } from './counter-owner.ts';
import { DocumentsPage, SlipPage } from './counter-pages.tsx';
import { instantHref } from './instant-offer.ts';
import type { Found, Parts } from './open-record.ts';
import { type ConsolePage, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';

/** Each picture costs a second of work. */
const sendingLimit = { max: 30, timeWindow: '10 minutes' };

export type Subject = { readonly page: ConsolePage; readonly place: CounterPlace; readonly file: CounterFile };

export type FilingParts = Parts & {
  readonly converter: PhotoConverter;
  /** The person who is there, at this place; an answer instead when nothing may be filed for them here. */
  readonly subjectOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Found<Subject>>;
  /** What follows when the application is made; called again when the form is sent again. */
  readonly filed: (request: FastifyRequest, number: string) => Promise<void>;
};

/** GET `path`, GET and POST …/form, POST …/draft and …/photo, GET …/slip/:number. */
export const filingRoutes = (
  app: FastifyInstance,
  parts: FilingParts,
  { path, action }: { readonly path: string; readonly action: StaffAction },
): void => {
  const config = { staffAction: action };
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

const showDocuments = async (
  parts: FilingParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const wrong = queryOf(request, 'wrong');
  const problem = wrong === 'documents' || wrong === 'bank' ? page.say(`counter.${wrong}Missing`) : null;
  return sendPage(reply, <DocumentsPage page={page} file={file} problem={problem} />);
};

/** Where the first page is not answered, the way back to it; undefined: it is. */
const backToDocuments = ({ file }: Subject): string | undefined => {
  const { query, verdict, banks } = file;
  if (!verdict.permitted) return counterPath(file);
  const lacks = verdict.documents.some((document) => !query.documents.includes(document));
  const wrong = lacks ? 'documents' : query.bank === null || !banks.includes(query.bank) ? 'bank' : undefined;
  return wrong && `${counterPath(file)}&wrong=${wrong}`;
};

const showForm = async (parts: FilingParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
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

const draftOf = (request: FastifyRequest, { personId }: CounterFile): ClerkWithPerson => ({
  account: staffOf(request).account,
  personId,
});

/** What was typed waits for this clerk; the script keeps it while it is typed, and is told how long the login lasts. */
const keepDraft = async (parts: FilingParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
  if (subject.instead) return subject.instead;
  const { file } = subject;
  await keep(parts, request, file);
  if (request.headers.accept !== 'application/json') return reply.redirect(counterPath(file, '/form'), 303);
  return reply.removeHeader('refresh').send({ secondsLeft: request.staffSession.secondsLeft });
};

const keep = ({ wiring }: FilingParts, request: FastifyRequest, file: CounterFile): Promise<void> =>
  upsertCounterDraft(wiring, draftOf(request, file), {
    values: keptValues(formOf(request)),
    now: wiring.systemClock(),
  });

/** The gate is the use case's to ask: of a second click it knows that the first one has made the application. */
const submit = async (parts: FilingParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
  if (subject.instead) return subject.instead;
  const { page, file, place } = subject;
  const { bank, actor, documents } = file.query;
  if (bank === null) return reply.redirect(counterPath(file), 303);
  const sent = formOf(request);
  const values = valuesOf(sent);
  const formKey = z.uuid().catch(randomUUID()).parse(sent.key);
  const read = readCounterForm(sent, bank);
  const again = { page, file, values, formKey, isRestored: false };
  if (!read.ok) await keep(parts, request, file);
  if (!read.ok) return sendPage(reply, <CounterFormPage {...again} wrong={read.wrong} problem={null} />, 422);
  const given = { idValidity: read.idValidity, documents };
  const submitted = await submitApplication(parts.wiring, {
    ...{ personId: file.personId, actor, actorId: staffOf(request).account, level: 0, channel: place.channel },
    ...{ key: formKey, form: read.form, ...shownAt(place, given) },
  });
  if (submitted.ok) {
    await deleteCounterDrafts(parts.wiring.sql, file.personId);
    const { number } = submitted.value;
    await parts.filed(request, number);
    return reply.redirect(`${file.at}/slip/${number}`, 303);
  }
  await keep(parts, request, file);
  const telling = { snapshot: file.snapshot, question: file.question, language: page.language };
  const { message } = explainRefusal(submitted, telling);
  return sendPage(reply, <CounterFormPage {...again} wrong={[]} problem={message} />, statusOf(submitted));
};

type Given = { readonly idValidity: IdValidity; readonly documents: readonly string[] };

/** At the counter the clerk files it; at the door the helper sends what the person has confirmed: the pledge was made there. */
const shownAt = ({ channel, outletId, bank, instant }: CounterPlace, given: Given) =>
  channel === 'door'
    ? { helped: { outletId, holderConfirms: true, ...given } }
    : { counter: { outletId, bank, instant, ...given } };

/** A picture taken there or brought; the form is opened again. */
const takePhoto = async (parts: FilingParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
  if (subject.instead) return subject.instead;
  const { wiring, converter } = parts;
  const { file } = subject;
  const bytes = fileOf(formOf(request), 'picture') ?? new Uint8Array();
  const kind = photoKinds.find((each) => each === queryOf(request, 'kind')) ?? 'card-photo';
  const uploaded = await uploadPhoto({ ...wiring, converter }, { personId: file.personId, kind, bytes });
  const path = counterPath(file, '/form');
  return reply.redirect(uploaded.ok ? path : `${path}&photo=${uploaded.code}`, 303);
};

/** Of an application that was filed at this very counter; it says nothing that is not masked. */
const showSlip = async (parts: FilingParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await parts.subjectOf(request, reply);
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
  return sendPage(
    reply,
    <SlipPage
      page={page}
      slip={{ progress, person, snapshot: file.snapshot, instantHref: instantHref(place, progress, personId) }}
    />,
  );
};
