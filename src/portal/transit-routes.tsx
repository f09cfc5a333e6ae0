// The address of the transit purse of one's own card.
import type { FastifyInstance } from 'fastify';
import { TransitPage } from './pages/transit.tsx';
import { type PortalScope, paramOf, send } from './portal-scope.ts';
import { type Answer, notFound, personPages } from './visit.tsx';

/** GET /cards/:card/transit. */
export const transitPages = (app: FastifyInstance, scope: PortalScope): void => {
  const { to, forPerson } = personPages(scope);
  app.get('/cards/:card/transit', to('see-own'), forPerson(show));
};

const show: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const purse = await desk.transit.find(who, paramOf(request, 'card'));
  return purse ? send(reply, <TransitPage page={page} purse={purse} />) : notFound(visit);
};
