// What stands before every route of the console: each says which action it is, and whoever may not do it gets no further.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may, type StaffAction } from '../staff/permissions.ts';
import { Frame } from './frame.tsx';
import { type OpenConsole, sendPage } from './page.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route of the console does, as the table of permissions calls it; `anybody`: also who is not logged in. */
    staffAction?: StaffAction | 'anybody';
  }
}

/** Registers the guard in the scope of the console. A route that says nothing is refused when the program starts. */
export const guardConsole = (app: FastifyInstance, open: OpenConsole): void => {
  app.addHook('onRoute', ({ url, config }) => {
    if (config?.staffAction === undefined) throw new Error(`${url} does not say who may use it`);
  });
  // Before the body is read: nobody's file is taken in who may not send one.
  app.addHook('onRequest', async (request, reply) => {
    const action = request.routeOptions.config.staffAction;
    if (action === 'anybody') return;
    const { staff } = request.staffSession;
    if (staff === null) return reply.redirect(loginPathFor(request), 303);
    if (action === undefined || !may(staff, action)) return refuse(open, request, reply);
  });
};

// A form cannot be sent again after a login.
const loginPathFor = ({ method, url }: FastifyRequest): string =>
  `/console/login?${new URLSearchParams({ return: method === 'GET' ? url : '/console' })}`;

const refuse = (open: OpenConsole, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const page = open(request, reply);
  const { staff, say } = page;
  request.log.warn({ account: staff?.account, route: request.routeOptions.url }, 'not for this role');
  return sendPage(
    reply,
    <Frame page={page} title={say('forbidden.title')} section={null}>
      <h1>{say('forbidden.title')}</h1>
      <p class="lead">{say('forbidden.text', { role: say(`role.${staff?.role ?? 'auditor'}`) })}</p>
    </Frame>,
    403,
  );
};
