// A lost card of somebody at the counter or on the telephone: what is checked, and what the gate lets this place do (R-LOSS-10, G-28).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { isOneOf } from '../base/one-of.ts';
import { accountServices } from '../cards/card-asker.ts';
import { changeAccount } from '../cards/change-account.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { callerForm, callerProblem, checkOf, countUnconfirmed } from './caller-check.ts';
import { atCardService } from './card-service.tsx';
import { afterwards } from './desk.ts';
import { LossPage, stopServices } from './loss-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { askedHere, namedBy, tellingOf } from './served-person.tsx';

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

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const at = await atCardService(parts, stopServices, { action: config.staffAction, request, reply });
  return at.instead ?? sendPage(reply, <LossPage {...at} />);
};

const act = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const given = callerForm.parse(form);
  const at = await atCardService(parts, stopServices, { action: config.staffAction, request, reply, given });
  if (at.instead) return at.instead;
  const { wiring } = parts;
  const { subject, service, snapshot } = at;
  const { page, card, file } = subject;
  const staff = staffOf(request);
  const caller = await callerProblem(wiring, staff, { page, file, given });
  if (caller) return sendPage(reply, <LossPage {...at} problem={caller.problem} />, caller.status);
  const here = askedHere(request, subject, given);
  const asked = {
    ...{ ...here, cardId: card.cardId, ...namedBy(given) },
    served: { ...here.served, ...checkOf(given) },
  };
  const changed = isOneOf(accountServices, service)
    ? await changeAccount(wiring, { ...asked, service, phone: phoneIn(form) })
    : await changeLoss(wiring, { ...asked, service, level: 0, toldOfAccount: form.told === 'yes' });
  if (changed.ok) return reply.redirect(afterwards(file), 303);
  await countUnconfirmed(wiring, staff, changed);
  const problem = explainRefusal(changed, tellingOf(subject, service, snapshot)).message;
  return sendPage(reply, <LossPage {...at} problem={problem} />, statusOf(changed));
};

const phoneIn = ({ phone }: Readonly<Record<string, unknown>>): string => (typeof phone === 'string' ? phone : '');
