// A change of bank at the issuing bank's counter: the card is taken back and cancelled (R-CHANGEBANK-03, R-CHANGEBANK-04).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { leaveBank } from '../cards/leave-bank.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { atCard } from './card-service.tsx';
import { afterwards } from './desk.ts';
import { LeaveBankPage, leaveService } from './leave-bank-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage } from './page.ts';
import { askedHere, servedForm, tellingOf } from './served-person.tsx';

const config = { staffAction: 'leave-bank' } as const;

/** GET and POST /console/people/:person/cards/:id/change-bank-cancel. */
export const leaveBankRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = `/console/people/:person/cards/:id/${leaveService}`;
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => leave(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const at = await atCard(parts, { action: config.staffAction, request, reply });
  return at.instead ?? sendPage(reply, <LeaveBankPage {...at} />);
};

const leave = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const given = servedForm.parse(form);
  const at = await atCard(parts, { action: config.staffAction, request, reply, given });
  if (at.instead) return at.instead;
  const { subject, snapshot } = at;
  const left = await leaveBank(parts.wiring, {
    ...{ ...askedHere(request, subject, given), cardId: subject.card.cardId },
    ...{ collected: form.collected === 'yes', warned: form.warned === 'yes' },
  });
  if (left.ok) return reply.redirect(afterwards(subject.file), 303);
  const problem = explainRefusal(left, tellingOf(subject, leaveService, snapshot)).message;
  return sendPage(reply, <LeaveBankPage {...at} problem={problem} />, statusOf(left));
};
