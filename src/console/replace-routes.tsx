// A new card for somebody at a counter of their bank: what is checked, what the gate lets this outlet do, and the slip.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import { findProgress } from '../applications/find-progress.ts';
import { orderReplacement } from '../applications/order-replacement.ts';
import { changeReasons, replacementServices } from '../applications/replacement.ts';
import { listOutlets } from '../outlets/outlets-store.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import { readDelivery, typedDelivery, typedText } from '../portal/delivery-form.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { findPlace } from './counter-file.ts';
import { SlipPage } from './counter-pages.tsx';
import { readPersonFile, standing } from './desk.ts';
import { sentForm, subjectOf } from './enable-routes.tsx';
import { instantHref } from './instant-offer.ts';
import { isOpen, type Parts, reached } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './person-page.tsx';
import { ReplacePage, type ReplaceProps } from './replace-page.tsx';
import { servedBy } from './served-person.tsx';

const config = { staffAction: 'replace-card' } as const;

/** GET and POST /console/people/:person/cards/:id/replace/:service; GET /console/people/:person/slip/:number. */
export const replaceRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/cards/:id/replace/:service';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => order(parts, request, reply));
    app.get('/console/people/:person/slip/:number', { config }, (request, reply) => slip(parts, request, reply));
  };

const serviceOf = (request: FastifyRequest) => replacementServices.find((each) => each === paramOf(request, 'service'));

type Found = { readonly instead: FastifyReply } | ({ readonly instead?: never } & Omit<ReplaceProps, 'typed'>);

type Visit = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly wanted: string };

/** The card of an open record, with what the page of it needs. */
const foundOf = async (parts: Parts, { request, reply, wanted }: Visit): Promise<Found> => {
  const service = serviceOf(request);
  if (!service) return { instead: sendPage(reply, <UnknownPage page={parts.open(request, reply)} />, 404) };
  const actor = standing.find((each) => each === wanted);
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: actor });
  if (subject.instead) return subject;
  const { sql, policy } = parts.wiring;
  const { bank } = subject.card;
  const outlets = bank === null ? [] : await listOutlets(sql, { kind: 'bank', bank });
  return { subject, service, snapshot: policy.current(), outlets, formKey: randomUUID(), problem: null };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const found = await foundOf(parts, { request, reply, wanted: queryOf(request, 'for') });
  if (found.instead) return found.instead;
  const { name = '', phone = '' } = found.subject.file.person ?? {};
  const known = typedDelivery({ recipient: name, recipientPhone: phone, outletId: staffOf(request).outletId });
  return sendPage(reply, <ReplacePage {...found} typed={{ ...known, phone: phone ?? '', reason: '' }} />);
};

const order = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const given = sentForm.parse(form);
  const found = await foundOf(parts, { request, reply, wanted: given.for });
  if (found.instead) return found.instead;
  const { subject, service, outlets, snapshot } = found;
  const { page, file, card, menu } = subject;
  const typed = { ...typedDelivery(form), phone: typedText(form.phone), reason: typedText(form.reason) };
  const again = { ...found, typed, formKey: given.key };
  const views = outlets.map(({ outletId: id, name, address, phone }) => ({ id, name, address, phone }));
  const { choice, errors } = readDelivery(page.citizenSay, typed, views);
  const phone = normalisePhone(typed.phone);
  if (!choice || !isMobilePhone(phone)) {
    const wrong = [...Object.values(errors), ...(isMobilePhone(phone) ? [] : [page.citizenSay('apply.phone.wrong')])];
    return sendPage(reply, <ReplacePage {...again} problem={wrong.join(' ')} />, 422);
  }
  const staff = staffOf(request);
  const channel = channelOf(staff);
  const entry = menu.entries.find((each) => each.service === service);
  if (!entry || channel === null) throw new Error('the table lets a role serve that serves nobody');
  const served = servedBy(staff, given.documents);
  const reason = changeReasons.find((each) => service === 'exchange-changed' && each === typed.reason) ?? null;
  const ordered = await orderReplacement(parts.wiring, {
    ...{ service, reason, choice, phone, language: 'zh' },
    ...{ personId: file.personId, cardId: card.cardId, actor: given.for, actorId: staff.account },
    ...{ channel, level: 0, key: given.key, served },
  });
  if (ordered.ok) return reply.redirect(`/console/people/${file.personId}/slip/${ordered.value.number}`, 303);
  const problem = explainRefusal(ordered, { snapshot, question: entry.question, language: page.language }).message;
  return sendPage(reply, <ReplacePage {...again} problem={problem} />, statusOf(ordered));
};

const slip = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reached(parts, staff, { request, action: config.staffAction });
  const number = parseApplicationNumber(paramOf(request, 'number'));
  if (personId === undefined || !number) return sendPage(reply, <UnknownPage page={page} />, 404);
  if (!isOpen(wiring, request, personId)) return reply.redirect(`/console/people/${personId}`, 303);
  const { person, applications } = await readPersonFile(wiring, staff, { personId, standing: undefined });
  const progress = applications.some((each) => each.number === number)
    ? await findProgress(wiring, { personId, number })
    : undefined;
  if (!progress || !person) return sendPage(reply, <UnknownPage page={page} />, 404);
  const place = await findPlace(wiring, staff);
  const href = place ? instantHref(place, progress, personId) : null;
  const shown = { progress, person, snapshot: wiring.policy.current(), instantHref: href };
  return sendPage(reply, <SlipPage page={page} slip={shown} />);
};
