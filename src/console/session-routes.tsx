// A session at the counter: the person is found, the originals are checked once, and everything is done from there, up to the slip.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseAuthorisationId } from '../authorisations/authorisation.ts';
import { parseYuan } from '../base/money.ts';
import { httpDevices, noDevices } from '../instant/device-gateway.ts';
import { explainRefusal } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import {
  type OneStopResult,
  type OneStopService,
  type OneStopWish,
  oneStopServices,
  serveInOneStop,
} from '../scenes/one-stop.ts';
import { channelOf } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import {
  type CounterSession,
  findCounterSession,
  moveSessionToEnded,
  type SessionContent,
  upsertCounterSession,
} from './counter-sessions-store.ts';
import { openByDocument } from './open-by-document.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { sceneFactsOf } from './scene-routes.tsx';
import { severalTexts } from './sent-fields.ts';
import { namedBy, type ServedPerson, servedForm, servedPerson, standingOf } from './served-person.tsx';
import { listDone, oneStopOf } from './session-file.ts';
import { FindPersonPage, SessionPage, SessionSlipPage } from './session-page.tsx';
import { nothingTyped, typedScene } from './typed-scene.ts';

const config = { staffAction: 'serve-at-counter' } as const;

/** GET and POST /console/session; GET and POST /console/people/:person/session, POST …/one-stop and …/end, GET …/slip. */
export const sessionRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/session';
    app.get('/console/session', { config }, (request, reply) => askWho(parts, { request, reply, problem: null }));
    app.post('/console/session', { config }, (request, reply) => find(parts, request, reply));
    app.get(path, { config }, (request, reply) => show(parts, { request, reply }));
    app.post(path, { config }, (request, reply) => check(parts, request, reply));
    app.post(`${path}/one-stop`, { config }, (request, reply) => serve(parts, request, reply));
    app.post(`${path}/end`, { config }, (request, reply) => end(parts, request, reply));
    app.get(`${path}/slip`, { config }, (request, reply) => slip(parts, request, reply));
  };

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply };

const askWho = async ({ open }: Parts, { request, reply, problem }: Asked & { readonly problem: string | null }) =>
  sendPage(reply, <FindPersonPage page={open(request, reply)} problem={problem} />, problem === null ? 200 : 422);

/** Typed, or read by the reader: what lies there is its holder's, and has been checked by it. */
const find = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const { say } = parts.open(request, reply);
  const { outletId } = staffOf(request);
  const form = formOf(request);
  const isRead = form.read === 'yes';
  const { deviceGateway } = wiring.config;
  const devices = deviceGateway ? httpDevices(deviceGateway) : noDevices;
  const read = isRead && outletId !== null ? await devices.readIdCard(outletId) : null;
  if (read && !read.ok) return askWho(parts, { request, reply, problem: say(`session.${read.code}`) });
  const written = typeof form.idNumber === 'string' ? form.idNumber : '';
  const opened = await openByDocument(wiring, request, read?.ok ? read.value.idNumber : written);
  if (opened.personId === undefined) return askWho(parts, { request, reply, problem: say(opened.wrong) });
  const { personId } = opened;
  if (read && outletId !== null)
    await keep(
      parts,
      { account: staffOf(request).account, personId, outletId },
      {
        ...{ standing: 'holder', documents: ['holder-id'], authorisation: null, means: 'reader' },
      },
    );
  return reply.redirect(`/console/people/${personId}/session`, 303);
};

type Place = Parameters<typeof findCounterSession>[1] & { readonly outletId: string };

const keep = ({ wiring }: Parts, { outletId, ...of }: Place, shown: SessionContent): Promise<void> =>
  upsertCounterSession(wiring, of, {
    ...{ ...shown, outletId, begunAt: wiring.systemClock(), checkedAt: wiring.businessClock() },
  });

const subjectOf = (parts: Parts, { request, reply }: Asked) =>
  servedPerson(parts, { action: config.staffAction, request, reply, standing: standingOf(request) });

type Shown = Asked & {
  readonly results?: readonly OneStopResult[];
  readonly problem?: string;
  /** The form that is shown again. */
  readonly given?: Sent;
};

const show = async (parts: Parts, { results = [], problem, given, ...asked }: Shown): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, asked);
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const { file, page } = subject;
  const snapshot = wiring.policy.current();
  const oneStop = oneStopOf(file, snapshot);
  const facts = oneStop && (await sceneFactsOf(wiring, { file, card: oneStop.card }));
  const done = file.session ? await listDone(wiring, file, file.session) : [];
  const failed = results.flatMap(({ service, refusal }) => {
    const offer = oneStop?.offers.find((each) => each.service === service);
    if (refusal === null || !offer) return [];
    return [
      {
        service,
        why: explainRefusal(refusal, { snapshot, question: offer.question, language: page.language }).message,
      },
    ];
  });
  const again = { typed: given ?? nothingTyped, chosen: given ? chosenAgain(given, results) : [] };
  const shown = { ...subject, ...again, snapshot, oneStop, facts, done, failed, problem: problem ?? null };
  const isFine = failed.length === 0 && problem === undefined;
  return sendPage(asked.reply, <SessionPage {...shown} formKey={randomUUID()} />, isFine ? 200 : 409);
};

/** What was done is not chosen again: a purse would be topped up twice. */
const chosenAgain = ({ items }: Sent, results: readonly OneStopResult[]): readonly OneStopService[] =>
  items.filter((each) => !results.some(({ service, refusal }) => service === each && refusal === null));

/** What the clerk has in hand counts for everything that follows. */
const check = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { account, outletId } = staffOf(request);
  const { personId, session } = subject.file;
  const given = servedForm.parse(formOf(request));
  const { documents } = given;
  if (documents.length === 0 || outletId === null)
    return show(parts, { request, reply, problem: subject.page.say('counter.documentsMissing') });
  // What the reader saw stays what it saw.
  const means = session?.means === 'reader' && session.standing === given.for ? 'reader' : 'by-eye';
  const authorisation = given.for === 'agent' ? (given.authorisation ?? null) : null;
  await keep(parts, { account, personId, outletId }, { standing: given.for, documents, authorisation, means });
  return reply.redirect(`/console/people/${personId}/session`, 303);
};

const sent = z.object({
  key: z.uuid().catch(() => randomUUID()),
  items: severalTexts.transform((given) => oneStopServices.filter((each) => given.includes(each))),
  ...typedScene.shape,
});
type Sent = z.output<typeof sent>;

/** undefined: the form does not say how much. */
const wishOf = ({ items, amount, payment, material, told }: Sent): OneStopWish | undefined => {
  const fen = parseYuan(amount);
  const isToppedUp = items.includes('top-up-transit');
  if (isToppedUp && (fen === undefined || payment === undefined)) return undefined;
  return {
    ...(items.includes('enable') && { enable: true }),
    ...(items.includes('activate-finance') && { 'activate-finance': true }),
    ...(isToppedUp && fen !== undefined && payment !== undefined && { 'top-up-transit': { fen, payment } }),
    ...(items.includes('buy-park-ticket') && { 'buy-park-ticket': { material, toldOfFreeEntry: told === 'yes' } }),
  };
};

const serve = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const subject = await subjectOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const staff = staffOf(request);
  const { bank, outletId, account } = staff;
  const { page, file } = subject;
  const { personId, session, held } = file;
  const card = oneStopOf(file, wiring.policy.current())?.card;
  const channel = channelOf(staff);
  if (!session || held.length === 0) return show(parts, { request, reply, problem: page.say('session.checkFirst') });
  if (!card || card.number === null || bank === null || channel === null)
    return sendPage(reply, <UnknownPage page={page} />, 404);
  const given = sent.parse(formOf(request));
  const wish = wishOf(given);
  if (!wish || given.items.length === 0)
    return show(parts, {
      ...{ request, reply, given },
      problem: page.say(wish ? 'session.nothingChosen' : 'scene.incomplete'),
    });
  const { standing: actor } = session;
  const results = await serveInOneStop(wiring, {
    ...{ bank, cardNumber: card.number, wish },
    asked: {
      ...{ personId, cardId: card.cardId, actor, actorId: account, channel, key: given.key },
      ...{ served: { by: 'staff', outletId, bank, documents: held }, ...behalfOf(session) },
    },
  });
  if (results.every(({ refusal }) => refusal === null))
    return reply.redirect(`/console/people/${personId}/session`, 303);
  return show(parts, { request, reply, results, given });
};

const behalfOf = ({ authorisation }: CounterSession) => namedBy({ authorisation: parseAuthorisationId(authorisation) });

const end = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { personId } = subject.file;
  const { wiring } = parts;
  await moveSessionToEnded(wiring.sql, { account: staffOf(request).account, personId }, wiring.systemClock());
  return reply.redirect(`/console/people/${personId}/session/slip`, 303);
};

/** Of the session that runs, or of the last one: also after it ended, as long as it is kept. */
const slip = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply });
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const { account, outletId } = staffOf(request);
  const { page, file } = subject;
  const at = { now: wiring.businessClock(), systemNow: wiring.systemClock() };
  const session = await findCounterSession(wiring, { account, personId: file.personId }, at);
  if (!session || session.outletId !== outletId) return reply.redirect(pathOf(subject), 303);
  const done = await listDone(wiring, file, session);
  return sendPage(reply, <SessionSlipPage {...{ page, file, session, done }} />);
};

const pathOf = ({ file }: ServedPerson): string => `/console/people/${file.personId}/session`;
