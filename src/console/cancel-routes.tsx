// Cancelling a card for somebody at the counter: the reason, what is checked, and what the gate lets this place do.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type CancelService, cancelCard, cancelReasons, cancelServices } from '../cards/cancel-card.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { CancelPage, cancelAnswer } from './cancel-page.tsx';
import { afterwards, standing } from './desk.ts';
import { namedBy, sentForm, subjectOf } from './enable-routes.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { servedBy } from './served-person.tsx';

const config = { staffAction: 'cancel-card' } as const;

/** GET and POST /console/people/:person/cards/:id/cancel and …/cancel-finance. */
export const cancelRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    for (const service of cancelServices) {
      const path = `/console/people/:person/cards/:id/${service}`;
      app.get(path, { config }, (request, reply) => show({ ...parts, service }, request, reply));
      app.post(path, { config }, (request, reply) => cancel({ ...parts, service }, request, reply));
    }
  };

type CancelParts = Parts & { readonly service: CancelService };

const show = async (parts: CancelParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const wanted = standing.find((each) => each === queryOf(request, 'for'));
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: wanted });
  if (subject.instead) return subject.instead;
  const snapshot = parts.wiring.policy.current();
  const { service } = parts;
  return sendPage(reply, <CancelPage {...{ subject, service, snapshot }} formKey={randomUUID()} problem={null} />);
};

const cancel = async (parts: CancelParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring, service } = parts;
  const form = formOf(request);
  const given = sentForm.parse(form);
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: given.for });
  if (subject.instead) return subject.instead;
  const { page, file, card, menu } = subject;
  const snapshot = wiring.policy.current();
  const again = { subject, service, snapshot, formKey: given.key };
  const reason = cancelReasons.find((each) => each === form.reason);
  if (service === 'cancel' && !reason)
    return sendPage(reply, <CancelPage {...again} problem={page.say('cancel.reasonMissing')} />, 422);
  const staff = staffOf(request);
  const channel = channelOf(staff);
  const answer = cancelAnswer(menu, { card, service, snapshot });
  if (!answer || channel === null) throw new Error('the table lets a role serve that serves nobody');
  const served = servedBy(staff, given.documents);
  const wish =
    service === 'cancel' && reason
      ? { service, reason, withAccount: form.account === 'yes' }
      : { service: 'cancel-finance' as const };
  const cancelled = await cancelCard(wiring, {
    ...{ personId: file.personId, cardId: card.cardId, actor: given.for, actorId: staff.account },
    ...{ channel, key: given.key, served, ...namedBy(given), ...wish },
  });
  if (cancelled.ok) return reply.redirect(afterwards(file), 303);
  const telling = { snapshot, question: answer.question, language: page.language };
  const problem = explainRefusal(cancelled, telling).message;
  return sendPage(reply, <CancelPage {...again} problem={problem} />, statusOf(cancelled));
};
