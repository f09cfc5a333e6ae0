// The addresses of 我的授权: the list, and withdrawing one after reading what follows.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { consentKinds } from '../../consents/consent.ts';
import { withdrawConsent } from '../../consents/withdraw-consent.ts';
import type { Wiring } from '../../wiring.ts';
import type { Who } from '../desk/desk.ts';
import { ownChannel } from '../desk/own-file.ts';
import type { Page } from '../page.ts';
import { NotFoundPage, RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, queryOf, send, whoOf } from '../portal-scope.ts';
import { consentsOf, withdrawalOf } from './consents.ts';
import { ConsentsPage, consentsPath, WithdrawConsentPage } from './consents-pages.tsx';

type AccountScope = Omit<PortalScope, 'desk'> & { readonly wiring: Wiring };

/** GET /me/consents, GET and POST /me/consents/withdraw. */
export const consentsRoutes =
  ({ wiring, open, levels }: AccountScope): FastifyPluginAsync =>
  async (app) => {
    const guarded = { preHandler: levels.requireLevelFor('manage-consents') };
    app.get(consentsPath, guarded, async (request, reply) => {
      const page = await open(request, reply);
      return send(reply, <ConsentsPage page={page} consents={await consentsOf(wiring, whoOf(request, page))} />);
    });
    app.get(`${consentsPath}/withdraw`, guarded, async (request, reply) => {
      const page = await open(request, reply);
      const named = { kind: queryOf(request, 'kind'), bank: queryOf(request, 'bank') };
      const withdrawal = await withdrawalOf(wiring, whoOf(request, page), named);
      if (!withdrawal) return send(reply, <NotFoundPage page={page} />, 404);
      return send(reply, <WithdrawConsentPage page={page} withdrawal={withdrawal} />);
    });
    app.post(`${consentsPath}/withdraw`, guarded, async (request, reply) => {
      const page = await open(request, reply);
      const form = formOf(request);
      const kind = consentKinds.find((each) => each === form.kind);
      if (!kind) return send(reply, <NotFoundPage page={page} />, 404);
      const bank = typeof form.bank === 'string' ? form.bank : '';
      const withdrawn = await withdraw(wiring, whoOf(request, page), { kind, bank });
      return withdrawn.ok ? reply.redirect(consentsPath, 303) : sayRefused(page, reply, withdrawn.code);
    });
  };

type Named = Pick<Parameters<typeof withdrawConsent>[1], 'kind' | 'bank'>;

const withdraw = (wiring: Wiring, { personId }: Who, named: Named) =>
  withdrawConsent(wiring, {
    ...{ personId, actor: 'holder', actorId: personId, channel: ownChannel, key: randomUUID() },
    ...named,
  });

type Code = Extract<Awaited<ReturnType<typeof withdrawConsent>>, { ok: false }>['code'];

const sayRefused = (page: Page, reply: FastifyReply, code: Code): FastifyReply => {
  const refusal = { message: page.say(`refused.${code}`), sources: [], instead: [] };
  return send(reply, <RefusedPage page={page} title={page.say('consents.withdrawTitle')} refusal={refusal} />, 409);
};
