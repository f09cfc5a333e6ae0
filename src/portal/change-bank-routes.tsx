// /me/change-bank: where somebody stands in changing their bank; its steps are done where they always are.
import type { FastifyPluginAsync } from 'fastify';
import type { Wiring } from '../wiring.ts';
import { bankChangeViewOf } from './desk/bank-change-guide.ts';
import { readOwnFile } from './desk/own-file.ts';
import { ChangeBankPage } from './pages/change-bank.tsx';
import { type PortalScope, send } from './portal-scope.ts';
import { personPages } from './visit.tsx';

/** GET /me/change-bank. */
export const changeBankRoutes =
  (scope: PortalScope & { readonly wiring: Wiring }): FastifyPluginAsync =>
  async (app) => {
    const { to, forPerson } = personPages(scope);
    app.get(
      '/me/change-bank',
      to('see-own'),
      forPerson(async (_, { page, who, reply }) => {
        const file = await readOwnFile(scope.wiring, who.personId);
        return send(reply, <ChangeBankPage page={page} change={bankChangeViewOf(file, who)} />);
      }),
    );
  };
