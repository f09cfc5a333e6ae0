// Choosing who one is after a login with a phone that several people share; choosing proves nothing (R-CHAN-20).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { localPath } from '../../identity/addresses.ts';
import { findPerson } from '../../people/people-store.ts';
import type { PersonRecord } from '../../people/person.ts';
import type { Wiring } from '../../wiring.ts';
import type { OpenPage } from '../open-page.ts';
import { formOf, queryOf, send } from '../portal-scope.ts';
import { labelsOf } from './candidates.ts';
import { WhoPage } from './who-page.tsx';

type WhoScope = Pick<Wiring, 'sql' | 'keys'> & { readonly open: OpenPage };

/** GET /login/who?return=, POST /login/who. */
export const whoRoutes =
  (scope: WhoScope): FastifyPluginAsync =>
  async (app) => {
    app.get('/login/who', async (request, reply) => {
      const returnPath = localPath(queryOf(request, 'return'));
      const isMissing = queryOf(request, 'errors') !== '';
      return show(scope, { request, reply, returnPath, isMissing });
    });
    app.post('/login/who', async (request, reply) => {
      const form = formOf(request);
      const returnPath = localPath(form.return);
      const { session } = request;
      const people = await listCandidates(scope, request);
      const chosen = people.find((_, index) => String(index) === form.who);
      if (people.length === 0) return reply.redirect(returnPath, 303);
      if (!chosen) return reply.redirect(`/login/who?${new URLSearchParams({ return: returnPath, errors: '1' })}`, 303);
      const { subject, candidates } = session;
      // Level 1 as before, and no name: the phone alone does not prove one.
      session.signIn({ personId: chosen.personId, level: 1, name: null, subject, candidates });
      return reply.redirect(returnPath, 303);
    });
  };

type Showing = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly returnPath: string;
  readonly isMissing: boolean;
};

const show = async (scope: WhoScope, { request, reply, returnPath, isMissing }: Showing): Promise<FastifyReply> => {
  const people = await listCandidates(scope, request);
  if (people.length === 0) return reply.redirect(returnPath, 303);
  const page = await scope.open(request, reply);
  reply.header('cache-control', 'no-store');
  return send(reply, <WhoPage page={page} labels={labelsOf(people, page.say)} {...{ returnPath, isMissing }} />);
};

/** In the order of the session; nobody when the phone is one person's, or more than the phone is proved. */
const listCandidates = async (
  { sql, keys }: WhoScope,
  { session: { candidates, level } }: FastifyRequest,
): Promise<readonly PersonRecord[]> => {
  if (level !== 1) return [];
  const found = await Promise.all(candidates.map((personId) => findPerson(sql, keys, personId)));
  return found.filter((person) => person !== undefined);
};
