// A card made on the spot, stage by stage, at the counter it was filed at: begun, gone on with, set aside, or left to the bank.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import type { StockKeeper } from '../card-stock/card-stock.ts';
import { findStock } from '../card-stock/card-stock-store.ts';
import { findBankOutlet } from '../card-stock/instant-outlet.ts';
import { abandonInstant } from '../instant/abandon-instant.ts';
import { beginInstant } from '../instant/begin-instant.ts';
import { httpDevices, noDevices } from '../instant/device-gateway.ts';
import { parseInstantJobId } from '../instant/instant-job.ts';
import { stageNames } from '../instant/instant-stages.ts';
import { findInstant, type InstantRow, listInstantSteps, listOpenInstant } from '../instant/instant-store.ts';
import { runStage, type StageAsked } from '../instant/run-stage.ts';
import { setAsideCard } from '../instant/set-aside.ts';
import { findPictureOfApplication } from '../photos/find-pictures.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { readApplicationFile } from './application-file.ts';
import { type PersonFile, readPersonFile } from './desk.ts';
import { InstantBeginPage, InstantListPage } from './instant-begin-page.tsx';
import type { InstantOffer } from './instant-offer.ts';
import { InstantPage } from './instant-page.tsx';
import { type InstantRefusal, instantProblem } from './instant-problem.ts';
import type { Found, Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { sentDocuments } from './sent-fields.ts';
import { standingOf } from './served-person.tsx';

const config = { staffAction: 'issue-instantly' } as const;

/** GET /console/instant; GET and POST /console/people/:person/instant and …/instant/:job, POST …/:job/set-aside and …/leave. */
export const instantRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/instant';
    app.get('/console/instant', { config }, (request, reply) => list(parts, request, reply));
    app.get(path, { config }, (request, reply) => showBeginning(parts, { request, reply, problem: null }));
    app.post(path, { config }, (request, reply) => begin(parts, request, reply));
    app.get(`${path}/:job`, { config }, (request, reply) => showJob(parts, { request, reply, refusal: null }));
    app.post(`${path}/:job`, { config }, (request, reply) => goOn(parts, request, reply));
    app.post(`${path}/:job/set-aside`, { config }, (request, reply) => setAside(parts, request, reply));
    app.post(`${path}/:job/leave`, { config }, (request, reply) => leave(parts, request, reply));
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { outletId } = staffOf(request);
  const jobs = outletId === null ? [] : await listOpenInstant(wiring.sql, outletId);
  return sendPage(reply, <InstantListPage page={open(request, reply)} jobs={jobs} />);
};

type Subject = {
  readonly page: ConsolePage;
  readonly personId: PersonId;
  readonly file: PersonFile;
  readonly keeper: StockKeeper;
};
type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** The person of an open record, at an outlet of a bank. */
const subjectOf = async (parts: Parts, { request, reply }: Asked): Promise<Found<Subject>> => {
  const staff = staffOf(request);
  const { account, outletId, bank } = staff;
  const opened = await openedPerson(parts, { action: config.staffAction, request, reply });
  if (opened.instead) return opened;
  const { page, personId } = opened;
  if (outletId === null || bank === null) return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  const file = await readPersonFile(parts.wiring, staff, { personId, standing: standingOf(request) });
  return { page, personId, file, keeper: { account, outletId, bank } };
};

const pathOf = ({ personId }: Pick<Subject, 'personId'>, jobId = ''): string =>
  `/console/people/${personId}/instant${jobId && `/${jobId}`}`;

const telling = (parts: Parts, { page }: Subject, offer: InstantOffer | null) => {
  const snapshot = parts.wiring.policy.current();
  const on = dateIn(parts.wiring.businessClock());
  const question = offer?.question ?? ({ service: 'issue-instantly', channel: 'bank', on } as const);
  return { snapshot, question, language: page.language };
};

const showBeginning = async (
  parts: Parts,
  { problem, ...asked }: Asked & { readonly problem: InstantRefusal | null },
): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, asked);
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const offer = file.instant;
  if (offer?.jobId) return asked.reply.redirect(pathOf(subject, offer.jobId), 303);
  const said = telling(parts, subject, offer);
  const text = problem && instantProblem(page, problem, said);
  const shown = { page, file, offer, telling: said, problem: text, formKey: randomUUID() };
  return sendPage(asked.reply, <InstantBeginPage {...shown} />, problem === null ? 200 : 409);
};

const sent = z.object({
  key: z.uuid().catch(() => randomUUID()),
  documents: sentDocuments,
  stage: z.enum(stageNames).optional().catch(undefined),
  attempt: z.coerce.number().int().catch(-1),
  accountLastFour: z.string().trim().catch(''),
  confirmed: z.literal('yes').optional().catch(undefined),
  collectedBy: z.enum(['holder', 'guardian']).catch('holder'),
  wish: z.enum(['enable-and-activate', 'enable', 'neither']).optional().catch(undefined),
});

const begin = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const subject = await subjectOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { keeper, file } = subject;
  if (file.instant === null) return showBeginning(parts, { request, reply, problem: null });
  const { number } = file.instant;
  const { key, documents } = sent.parse(formOf(request));
  const outlet = await findBankOutlet(wiring, keeper.outletId, dateIn(wiring.businessClock()));
  const begun = await beginInstant(wiring, { keeper, instant: outlet?.instant ?? false, number, documents, key });
  if (!begun.ok) return showBeginning(parts, { request, reply, problem: begun });
  return reply.redirect(pathOf(subject, begun.value.jobId), 303);
};

type AtJob = Subject & { readonly job: InstantRow };

/** A job of this very outlet. */
const jobOf = async (parts: Parts, asked: Asked): Promise<Found<AtJob>> => {
  const subject = await subjectOf(parts, asked);
  if (subject.instead) return subject;
  const jobId = parseInstantJobId(paramOf(asked.request, 'job'));
  const job = jobId && (await findInstant(parts.wiring.sql, { personId: subject.personId, jobId }));
  return job?.outletId === subject.keeper.outletId
    ? { ...subject, job }
    : { instead: sendPage(asked.reply, <UnknownPage page={subject.page} />, 404) };
};

const showJob = async (
  parts: Parts,
  { refusal, ...asked }: Asked & { readonly refusal: InstantRefusal | null },
): Promise<FastifyReply> => {
  const subject = await jobOf(parts, asked);
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const staff = staffOf(asked.request);
  const { page, personId, file, job, keeper } = subject;
  const [steps, stock, application] = await Promise.all([
    listInstantSteps(wiring.sql, job),
    findStock(wiring.sql, keeper.outletId),
    readApplicationFile(wiring, staff, { personId, number: job.number }),
  ]);
  const isAtPhoto = job.state === 'account-open' && application !== undefined;
  const photo = isAtPhoto ? await findPictureOfApplication(wiring, application.pictures, 'card-photo') : undefined;
  if (photo) await leaveLook(wiring, staff, { personIds: [personId], purpose: 'picture-card-photo', note: null });
  const problem = refusal && instantProblem(page, refusal, telling(parts, subject, file.instant));
  const shown = { page, file, job, steps, application, photo, problem, blanks: stock?.onHand ?? 0 };
  return sendPage(asked.reply, <InstantPage {...shown} formKey={randomUUID()} />, refusal === null ? 200 : 409);
};

const goOn = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await jobOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { personId, keeper, job } = subject;
  const { stage, accountLastFour, confirmed, documents, collectedBy, wish } = sent.parse(formOf(request));
  if (!stage) return showJob(parts, { request, reply, refusal: null });
  const { deviceGateway } = parts.wiring.config;
  const devices = deviceGateway ? httpDevices(deviceGateway) : noDevices;
  const entered: StageAsked['entered'] = {
    ...{ accountLastFour, documents, collectedBy, confirmed: confirmed === 'yes' },
    ...(wish && { wish }),
  };
  const done = await runStage(parts.wiring, devices, { keeper, personId, jobId: job.jobId, stage, entered });
  if (!done.ok) return showJob(parts, { request, reply, refusal: done });
  return reply.redirect(pathOf(subject, job.jobId), 303);
};

const setAside = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await jobOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { personId, keeper, job } = subject;
  const { attempt } = sent.parse(formOf(request));
  const done = await setAsideCard(parts.wiring, { keeper, personId, jobId: job.jobId, attempt });
  if (!done.ok) return showJob(parts, { request, reply, refusal: done });
  return reply.redirect(pathOf(subject, job.jobId), 303);
};

const leave = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await jobOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { personId, keeper, job } = subject;
  const { key } = sent.parse(formOf(request));
  const left = await abandonInstant(parts.wiring, { keeper, personId, jobId: job.jobId, key });
  if (!left.ok) return showJob(parts, { request, reply, refusal: left });
  return reply.redirect(pathOf(subject, job.jobId), 303);
};
