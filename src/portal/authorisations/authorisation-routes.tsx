// The addresses of acting for others: the words one gave, with taking them back, and those by which one may act oneself.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { parseAuthorisationId } from '../../authorisations/authorisation.ts';
import { listGivenAuthorisations, type TakenAuthorisation } from '../../authorisations/list-authorisations.ts';
import { revokeAuthorisation } from '../../authorisations/revoke-authorisation.ts';
import type { Wiring } from '../../wiring.ts';
import { type Errors, hasErrors } from '../components/error-summary.tsx';
import type { UseCaseRefusal } from '../desk/explanation.ts';
import { ownChannel } from '../desk/own-file.ts';
import { passwordErrors } from '../details/password-errors.ts';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, paramOf, queryOf, send } from '../portal-scope.ts';
import { notFound, personPages, type Visit } from '../visit.tsx';
import { act, actingFor, actingServices, actingView, explainActing, findActing } from './acting.ts';
import { ActingListPage, ActingPage, actingPath } from './acting-pages.tsx';
import { GivenPage, givenPath } from './given-pages.tsx';

/** GET /me/authorisations, POST …/:authorisation/revoke; GET /for-others/acting, GET and POST …/:authorisation. */
export const authorisationRoutes =
  (scope: PortalScope & { readonly wiring: Wiring }): FastifyPluginAsync =>
  async (app) => {
    const { wiring } = scope;
    const { to, forPerson } = personPages(scope);
    app.get(
      givenPath,
      to('manage-consents'),
      forPerson((_, visit) => showGiven(wiring, visit)),
    );
    app.post(
      `${givenPath}/:authorisation/revoke`,
      to('manage-consents'),
      forPerson((_, visit) => revoke(wiring, visit)),
    );
    app.get(
      actingPath,
      to('see-own'),
      forPerson((_, visit) => showList(wiring, visit)),
    );
    const one = `${actingPath}/:authorisation`;
    app.get(
      one,
      to('enable'),
      forPerson((_, visit) => showOne(wiring, visit)),
    );
    app.post(
      one,
      to('enable'),
      forPerson((_, visit) => actForThem(wiring, visit)),
    );
  };

const showGiven = async (wiring: Wiring, { page, who, reply }: Visit): Promise<FastifyReply> =>
  send(reply, <GivenPage page={page} all={await listGivenAuthorisations(wiring, who.personId)} />);

const revoke = async (wiring: Wiring, visit: Visit): Promise<FastifyReply> => {
  const { page, who, request, reply } = visit;
  const { personId } = who;
  const authorisationId = parseAuthorisationId(paramOf(request, 'authorisation'));
  if (authorisationId === undefined) return notFound(visit);
  const acting = { actor: 'holder', actorId: personId, channel: ownChannel, outlet: null, bank: null } as const;
  const revoked = await revokeAuthorisation(wiring, { personId, authorisationId, acting, key: randomUUID() });
  if (revoked.ok) return reply.redirect(givenPath, 303);
  if (revoked.code === 'AUTHORISATION_UNKNOWN') return notFound(visit);
  const refusal = { message: page.say(`refused.${revoked.code}`), sources: [], instead: [] };
  return send(reply, <RefusedPage page={page} title={page.say('given.title')} refusal={refusal} />, 409);
};

const showList = async (wiring: Wiring, { page, who, reply }: Visit): Promise<FastifyReply> =>
  send(reply, <ActingListPage page={page} all={await actingFor(wiring, who)} />);

const showOne = async (wiring: Wiring, visit: Visit): Promise<FastifyReply> => {
  const taken = await findActing(wiring, visit.who, paramOf(visit.request, 'authorisation'));
  return taken ? show(wiring, visit, { taken, errors: {} }) : notFound(visit);
};

type Shown = { readonly taken: TakenAuthorisation; readonly errors: Errors };

const show = async (wiring: Wiring, visit: Visit, { taken, errors }: Shown): Promise<FastifyReply> => {
  const { page, who, request, reply } = visit;
  const view = await actingView(wiring, who, taken);
  const isDone = request.method === 'GET' && queryOf(request, 'done') === 'yes';
  const formKey = randomUUID();
  return send(reply, <ActingPage {...{ page, view, formKey, errors, isDone }} />, hasErrors(errors) ? 422 : 200);
};

const sentForm = z.object({
  service: z.enum(actingServices),
  key: z.string().max(80).catch(''),
  hasCard: z.string().catch(''),
  secretOld: z.string().max(40).catch(''),
  secretNew: z.string().max(40).catch(''),
  secretAgain: z.string().max(40).catch(''),
});

const actForThem = async (wiring: Wiring, visit: Visit): Promise<FastifyReply> => {
  const { page, who, request, reply } = visit;
  const { say } = page;
  const taken = await findActing(wiring, who, paramOf(request, 'authorisation'));
  const parsed = sentForm.safeParse(formOf(request));
  if (!taken || !parsed.success) return notFound(visit);
  const { service, hasCard, secretNew, secretAgain } = parsed.data;
  if (service === 'enable' && hasCard !== 'yes')
    return show(wiring, visit, { taken, errors: { hasCard: say('acting.hasCardMissing') } });
  if (service === 'change-password' && secretNew !== secretAgain)
    return show(wiring, visit, { taken, errors: { secretAgain: say('password.notAgain') } });
  const acted = await act(wiring, who, { taken, sent: parsed.data });
  if (acted.ok) return reply.redirect(`${actingPath}/${taken.authorisationId}?done=yes`, 303);
  const errors = passwordErrors(page, acted.code);
  return errors ? show(wiring, visit, { taken, errors }) : refuse(wiring, visit, { taken, service, refusal: acted });
};

type Refusing = Parameters<typeof explainActing>[2] & { readonly refusal: UseCaseRefusal };

const refuse = async (wiring: Wiring, { page, who, reply }: Visit, refusing: Refusing): Promise<FastifyReply> => {
  const refusal = await explainActing(wiring, who, refusing);
  return send(reply, <RefusedPage page={page} title={page.say('acting.title')} refusal={refusal} />, 409);
};
