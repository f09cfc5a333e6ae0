// Callbacks to banks in the console: of every bank for the bureau, of the own one for a bank's head office.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callBankAgain } from '../callbacks/call-bank.ts';
import { callbackEvents, callbackStates } from '../callbacks/callback.ts';
import { findCallback, listCallbacks } from '../callbacks/callbacks-store.ts';
import { paramOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { CallbacksPage, mostCallbacks } from './callbacks-page.tsx';
import type { Parts } from './open-record.ts';
import { bankFor, type OpenConsole, sendPage, staffOf } from './page.ts';

/** GET /console/callbacks, POST /console/callbacks/:id/send. */
export const callbackRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/callbacks', { config: { staffAction: 'see-callbacks' } }, (request, reply) =>
      list(parts, request, reply),
    );
    app.post('/console/callbacks/:id/send', { config: { staffAction: 'resend-callback' } }, (request, reply) =>
      sendAgain(parts, request, reply),
    );
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const state = callbackStates.find((each) => each === queryOf(request, 'state')) ?? null;
  const event = callbackEvents.find((each) => each === queryOf(request, 'event')) ?? null;
  const bank = bankFor(request, 'see-callbacks');
  const callbacks = await listCallbacks(wiring.sql, { bank, state, event, most: mostCallbacks });
  const answer = queryOf(request, 'sent');
  const sent = answer === 'yes' ? true : answer === 'no' ? false : null;
  const asked = { state: state ?? '', event: event ?? '' };
  const page = open(request, reply);
  const snapshot = wiring.policy.current();
  return sendPage(reply, <CallbacksPage {...{ page, callbacks, asked, sent, snapshot }} />);
};

const sendAgain = async ({ wiring }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const callbackId = z.guid().safeParse(paramOf(request, 'id')).data;
  const found = callbackId === undefined ? undefined : await findCallback(wiring.sql, callbackId);
  const own = bankFor(request, 'resend-callback');
  const isOpen = found !== undefined && (own === null || found.bank === own);
  const sent = isOpen && (await callBankAgain(wiring, found));
  if (sent) request.log.info({ account: staffOf(request).account, callbackId }, 'callback sent again');
  return reply.redirect(`/console/callbacks?sent=${sent ? 'yes' : 'no'}`, 303);
};
