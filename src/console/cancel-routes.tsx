// Cancelling a card for somebody at the counter: the reason, what is checked, and what the gate lets this place do.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type CancelService, cancelCard, cancelReasons, cancelServices } from '../cards/cancel-card.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { CancelPage, cancelAnswer } from './cancel-page.tsx';
import { atCard } from './card-service.tsx';
import { afterwards } from './desk.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage } from './page.ts';
import { askedHere, namedBy, servedForm } from './served-person.tsx';

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
  const at = await atCard(parts, { action: config.staffAction, request, reply });
  return at.instead ?? sendPage(reply, <CancelPage {...at} service={parts.service} />);
};

const cancel = async (parts: CancelParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring, service } = parts;
  const form = formOf(request);
  const given = servedForm.parse(form);
  const at = await atCard(parts, { action: config.staffAction, request, reply, given });
  if (at.instead) return at.instead;
  const { subject, snapshot } = at;
  const { page, file, card, menu } = subject;
  const again = { ...at, service };
  const reason = cancelReasons.find((each) => each === form.reason);
  if (service === 'cancel' && !reason)
    return sendPage(reply, <CancelPage {...again} problem={page.say('cancel.reasonMissing')} />, 422);
  const answer = cancelAnswer(menu, { card, service, snapshot });
  if (!answer) throw new Error('the menu has no entry for cancelling');
  const wish =
    service === 'cancel' && reason
      ? { service, reason, withAccount: form.account === 'yes' }
      : { service: 'cancel-finance' as const };
  const cancelled = await cancelCard(wiring, {
    ...{ ...askedHere(request, subject, given), cardId: card.cardId, ...namedBy(given), ...wish },
  });
  if (cancelled.ok) return reply.redirect(afterwards(file), 303);
  const telling = { snapshot, question: answer.question, language: page.language };
  const problem = explainRefusal(cancelled, telling).message;
  return sendPage(reply, <CancelPage {...again} problem={problem} />, statusOf(cancelled));
};
