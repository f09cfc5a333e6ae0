// /progress/password: how cards and applications stand, for whoever has no number of an application but the service password.
import type { FastifyPluginAsync } from 'fastify';
import type { Wiring } from '../../wiring.ts';
import { hasErrors } from '../components/error-summary.tsx';
import { statusByPassword } from '../desk/status-by-password.ts';
import { formOf, type PortalScope, send, sendOnce, withForm } from '../portal-scope.ts';
import { AskStatusPage, StatusPage } from './status-page.tsx';

/** GET and POST /progress/password. */
export const statusRoutes =
  ({ open, wiring }: PortalScope & { readonly wiring: Wiring }): FastifyPluginAsync =>
  async (app) => {
    app.get('/progress/password', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      return send(reply, <AskStatusPage page={page} errors={{}} />);
    });
    app.post('/progress/password', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      const form = formOf(request);
      const idNumber = typed(form.secretNumber);
      const password = typed(form.secretTyped);
      const errors = {
        ...(idNumber === '' && { secretNumber: page.say('status.idNumberMissing') }),
        ...(password === '' && { secretTyped: page.say('status.passwordMissing') }),
      };
      if (hasErrors(errors)) return sendOnce(reply, <AskStatusPage page={page} errors={errors} />, 422);
      const asked = { idNumber, password, address: request.ip, language: page.language };
      const answer = await statusByPassword(wiring, asked);
      if (answer.found) return sendOnce(reply, <StatusPage page={page} status={answer.status} />);
      return sendOnce(
        reply,
        <AskStatusPage page={page} errors={{}} why={answer.why} />,
        answer.why === 'too-often' ? 429 : 404,
      );
    });
  };

const typed = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 40) : '');
