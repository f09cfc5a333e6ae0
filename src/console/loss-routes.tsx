// A lost card of somebody at the counter or on the telephone: what is checked, and what the gate lets this place do (R-LOSS-10, G-28).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { isOneOf } from '../base/one-of.ts';
import { accountServices } from '../cards/card-asker.ts';
import { changeAccount } from '../cards/change-account.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { afterwards, standing } from './desk.ts';
import { checkOf, namedBy, passwordHolds, sentForm, subjectOf } from './enable-routes.tsx';
import { LossPage, stopServices } from './loss-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './person-page.tsx';
import { servedBy } from './served-person.tsx';

const config = { staffAction: 'change-loss' } as const;

/** GET and POST /console/people/:person/cards/:id/loss/:service. */
export const lossRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/cards/:id/loss/:service';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => act(parts, request, reply));
  };

const serviceOf = (request: FastifyRequest) => stopServices.find((each) => each === paramOf(request, 'service'));

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const service = serviceOf(request);
  if (!service) return sendPage(reply, <UnknownPage page={parts.open(request, reply)} />, 404);
  const wanted = standing.find((each) => each === queryOf(request, 'for'));
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: wanted });
  if (subject.instead) return subject.instead;
  const snapshot = parts.wiring.policy.current();
  return sendPage(reply, <LossPage {...{ subject, service, snapshot }} formKey={randomUUID()} problem={null} />);
};

const act = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const service = serviceOf(request);
  if (!service) return sendPage(reply, <UnknownPage page={parts.open(request, reply)} />, 404);
  const form = formOf(request);
  const given = sentForm.parse(form);
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: given.for });
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const staff = staffOf(request);
  const { page, card, file, menu } = subject;
  const snapshot = wiring.policy.current();
  const again = { subject, service, snapshot, formKey: given.key };
  // Whoever tries names and numbers on the telephone is stopped like whoever tries them in the search.
  const attempt = { at: 'staff-search', by: staff.account } as const;
  if (await isLockedOut(wiring, attempt))
    return sendPage(reply, <LossPage {...again} problem={page.say('search.TOO_MANY_SEARCHES')} />, 429);
  const entry = menu.entries.find((each) => each.service === service);
  const channel = channelOf(staff);
  if (!entry || channel === null) throw new Error('the table lets a role serve that serves nobody');
  if (!(await passwordHolds(wiring, staff, { file, given }))) {
    await countFailure(wiring, attempt);
    return sendPage(reply, <LossPage {...again} problem={page.citizenSay('refused.PASSWORD_NOT_VERIFIED')} />, 409);
  }
  const served = { ...servedBy(staff, given.documents), ...checkOf(given) };
  const { personId } = file;
  const asked = {
    ...{ personId, cardId: card.cardId, actor: given.for, actorId: staff.account },
    ...{ channel, key: given.key, served, ...namedBy(given) },
  };
  const changed = isOneOf(accountServices, service)
    ? await changeAccount(wiring, { ...asked, service, phone: phoneIn(form) })
    : await changeLoss(wiring, { ...asked, service, level: 0, toldOfAccount: form.told === 'yes' });
  if (changed.ok) return reply.redirect(afterwards(file), 303);
  if (changed.code === 'CALLER_NOT_CONFIRMED') await countFailure(wiring, attempt);
  const telling = { snapshot, question: entry.question, language: page.language };
  const problem = explainRefusal(changed, telling).message;
  return sendPage(reply, <LossPage {...again} problem={problem} />, statusOf(changed));
};

const phoneIn = ({ phone }: Readonly<Record<string, unknown>>): string => (typeof phone === 'string' ? phone : '');
