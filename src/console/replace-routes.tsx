// A new card for somebody at a counter of their bank: what is checked, what the gate lets this outlet do, and the slip.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import { findProgress } from '../applications/find-progress.ts';
import { orderReplacement } from '../applications/order-replacement.ts';
import { changeReasons, replacementServices } from '../applications/replacement.ts';
import { listOutlets } from '../outlets/outlets-store.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import { readDelivery, typedDelivery, typedText } from '../portal/delivery-form.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { atCardService } from './card-service.tsx';
import { findPlace } from './counter-file.ts';
import { SlipPage } from './counter-pages.tsx';
import { readPersonFile } from './desk.ts';
import { instantHref } from './instant-offer.ts';
import type { Found, Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { ReplacePage, type ReplaceProps } from './replace-page.tsx';
import { askedHere, servedForm, tellingOf } from './served-person.tsx';

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

type Asking = Parameters<typeof atCardService>[2];

/** The card of an open record, with what the page of it needs. */
const foundOf = async (parts: Parts, asking: Asking): Promise<Found<Omit<ReplaceProps, 'typed'>>> => {
  const at = await atCardService(parts, replacementServices, asking);
  if (at.instead) return at;
  const { bank } = at.subject.card;
  return { ...at, outlets: bank === null ? [] : await listOutlets(parts.wiring.sql, { kind: 'bank', bank }) };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const found = await foundOf(parts, { action: config.staffAction, request, reply });
  if (found.instead) return found.instead;
  const { name = '', phone = '' } = found.subject.file.person ?? {};
  const known = typedDelivery({ recipient: name, recipientPhone: phone, outletId: staffOf(request).outletId });
  return sendPage(reply, <ReplacePage {...found} typed={{ ...known, phone: phone ?? '', reason: '' }} />);
};

const order = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const given = servedForm.parse(form);
  const found = await foundOf(parts, { action: config.staffAction, request, reply, given });
  if (found.instead) return found.instead;
  const { subject, service, outlets, snapshot } = found;
  const { page, file, card } = subject;
  const typed = { ...typedDelivery(form), phone: typedText(form.phone), reason: typedText(form.reason) };
  const again = { ...found, typed };
  const views = outlets.map(({ outletId: id, name, address, phone }) => ({ id, name, address, phone }));
  const { choice, errors } = readDelivery(page.citizenSay, typed, views);
  const phone = normalisePhone(typed.phone);
  if (!choice || !isMobilePhone(phone)) {
    const wrong = [...Object.values(errors), ...(isMobilePhone(phone) ? [] : [page.citizenSay('apply.phone.wrong')])];
    return sendPage(reply, <ReplacePage {...again} problem={wrong.join(' ')} />, 422);
  }
  const reason = changeReasons.find((each) => service === 'exchange-changed' && each === typed.reason) ?? null;
  const ordered = await orderReplacement(parts.wiring, {
    ...{ ...askedHere(request, subject, given), cardId: card.cardId, level: 0 },
    ...{ service, reason, choice, phone, language: 'zh' },
  });
  if (ordered.ok) return reply.redirect(`/console/people/${file.personId}/slip/${ordered.value.number}`, 303);
  const problem = explainRefusal(ordered, tellingOf(subject, service, snapshot)).message;
  return sendPage(reply, <ReplacePage {...again} problem={problem} />, statusOf(ordered));
};

const slip = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const opened = await openedPerson(parts, { action: config.staffAction, request, reply });
  if (opened.instead) return opened.instead;
  const { page, personId } = opened;
  const number = parseApplicationNumber(paramOf(request, 'number'));
  if (!number) return sendPage(reply, <UnknownPage page={page} />, 404);
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
