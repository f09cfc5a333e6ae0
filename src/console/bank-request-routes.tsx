// Requests to the issuing banks in the console: of every bank for the bureau and 96066, of the own one for a bank's head office.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { askBankAgain } from '../finance/ask-again.ts';
import { bankRequestKinds, bankRequestLists, parseBankRequestId } from '../finance/bank-request.ts';
import { listBankRequests } from '../finance/bank-requests-store.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { BankRequestsPage, mostListed } from './bank-requests-page.tsx';
import type { Parts } from './open-record.ts';
import { bankFor, type OpenConsole, sendPage, staffOf } from './page.ts';

/** GET /console/bank-requests, POST /console/bank-requests/:id/ask. */
export const bankRequestRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/bank-requests', { config: { staffAction: 'see-bank-requests' } }, (request, reply) =>
      list(parts, request, reply),
    );
    app.post('/console/bank-requests/:id/ask', { config: { staffAction: 'ask-bank-again' } }, (request, reply) =>
      askAgain(parts, request, reply),
    );
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const wanted = bankRequestLists.find((each) => each === queryOf(request, 'list')) ?? 'open';
  const kind = bankRequestKinds.find((each) => each === queryOf(request, 'kind')) ?? null;
  const bank = bankFor(request, 'see-bank-requests');
  const now = wiring.businessClock();
  const requests = await listBankRequests(wiring.sql, { bank, list: wanted, kind, at: now, most: mostListed });
  const answers = ['yes', 'no', 'often'] as const;
  const asked = answers.find((each) => each === queryOf(request, 'asked')) ?? null;
  const props = { requests, list: wanted, kind: kind ?? '', asked, now, snapshot: wiring.policy.current() };
  return sendPage(reply, <BankRequestsPage page={open(request, reply)} {...props} />);
};

const askAgain = async ({ wiring }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const bankRequestId = parseBankRequestId(paramOf(request, 'id'));
  const bank = bankFor(request, 'ask-bank-again');
  const { account } = staffOf(request);
  // The round that was on the page: a second click asks for the same.
  const key = `ask-again/${bankRequestId}/${String(formOf(request).round).slice(0, 2)}`;
  const result = bankRequestId && (await askBankAgain(wiring, { bankRequestId, bank, account, key }));
  const asked = result?.ok ? 'yes' : result?.code === 'ASKED_TOO_OFTEN' ? 'often' : 'no';
  return reply.redirect(`/console/bank-requests?asked=${asked}`, 303);
};
