// The addresses of a lost card: /loss for whoever is in a hurry, and the page of the card with its one button.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { RefusedPage } from './pages/enable.tsx';
import { LossPage } from './pages/loss.tsx';
import { formOf, type PortalScope, paramOf, send } from './portal-scope.ts';
import { type Answer, notFound, personPages } from './visit.tsx';

/** GET /loss, GET and POST /cards/:card/loss. */
export const lossPages = (app: FastifyInstance, scope: PortalScope): void => {
  const { to, forPerson } = personPages(scope);
  app.get('/loss', to('report-loss'), forPerson(showCurrent));
  app.get('/cards/:card/loss', to('report-loss'), forPerson(show));
  app.post('/cards/:card/loss', to('report-loss'), forPerson(report));
};

const showCurrent: Answer = async (desk, { who, reply }) => {
  const cardId = await desk.loss.current(who);
  return reply.redirect(cardId === undefined ? '/me' : `/cards/${cardId}/loss`, 303);
};

const show: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const loss = await desk.loss.find(who, paramOf(request, 'card'));
  if (!loss) return notFound(visit);
  return send(reply, <LossPage page={page} loss={loss} formKey={randomUUID()} />);
};

const sentForm = z.object({ key: z.uuid().catch(() => randomUUID()) });

const report: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const cardId = paramOf(request, 'card');
  if (!(await desk.loss.find(who, cardId))) return notFound(visit);
  const reported = await desk.loss.report(who, { cardId, ...sentForm.parse(formOf(request)) });
  if (reported.ok) return reply.redirect(`/cards/${cardId}/loss`, 303);
  const { refusal, status } = reported;
  return send(reply, <RefusedPage page={page} title={page.say('loss.title')} refusal={refusal} />, status);
};
