// Enabling a card for somebody at the counter or on the telephone: what is checked, and what the gate says (R-ENABLE-02, G-28).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { enableCard } from '../cards/enable-card.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { callerForm, callerProblem, checkOf, countUnconfirmed } from './caller-check.ts';
import { atCard } from './card-service.tsx';
import { afterwards } from './desk.ts';
import { EnablePage } from './enable-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { askedHere, namedBy, tellingOf } from './served-person.tsx';

const config = { staffAction: 'enable-card' } as const;

/** GET and POST /console/people/:person/cards/:id/enable. */
export const enableRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/cards/:id/enable';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => enable(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const at = await atCard(parts, { action: config.staffAction, request, reply });
  return at.instead ?? sendPage(reply, <EnablePage {...at} />);
};

const enable = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const given = callerForm.parse(formOf(request));
  const at = await atCard(parts, { action: config.staffAction, request, reply, given });
  if (at.instead) return at.instead;
  const { wiring } = parts;
  const { subject, snapshot } = at;
  const { page, card, file } = subject;
  const staff = staffOf(request);
  const caller = await callerProblem(wiring, staff, { page, file, given });
  if (caller) return sendPage(reply, <EnablePage {...at} problem={caller.problem} />, caller.status);
  const asked = askedHere(request, subject, given);
  const enabled = await enableCard(wiring, {
    ...{ ...asked, cardId: card.cardId, level: 0, ...namedBy(given) },
    served: { ...asked.served, ...checkOf(given) },
  });
  if (enabled.ok) return reply.redirect(afterwards(file), 303);
  await countUnconfirmed(wiring, staff, enabled);
  const problem = explainRefusal(enabled, tellingOf(subject, 'enable', snapshot)).message;
  return sendPage(reply, <EnablePage {...at} problem={problem} />, statusOf(enabled));
};
