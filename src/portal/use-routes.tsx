// The addresses of using one's card: what works now, and its transit purse.
import type { FastifyInstance } from 'fastify';
import { TransitPage } from './pages/transit.tsx';
import { UsePage } from './pages/use.tsx';
import { type PortalScope, paramOf, send } from './portal-scope.ts';
import { type Answer, notFound, personPages } from './visit.tsx';

/** GET /use, GET /cards/:card/transit. */
export const usePages = (app: FastifyInstance, scope: PortalScope): void => {
  const { to, forPerson } = personPages(scope);
  app.get('/use', to('see-own'), forPerson(showUse));
  app.get('/cards/:card/transit', to('see-own'), forPerson(show));
};

const showUse: Answer = async (desk, { page, who, reply }) =>
  send(reply, <UsePage page={page} use={await desk.use(who)} />);

const show: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const purse = await desk.transit.find(who, paramOf(request, 'card'));
  return purse ? send(reply, <TransitPage page={page} purse={purse} />) : notFound(visit);
};
