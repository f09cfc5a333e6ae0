// Where a login leads that interrupted a form: back to the form, or home when there is nothing of this person's to go on with.
import type { FastifyPluginAsync } from 'fastify';
import { resumePath } from '../../identity/kept-form.ts';
import { type PortalScope, send } from '../portal-scope.ts';
import { ResumePage } from './resume-page.tsx';

/** GET /resume. */
export const resumeRoutes =
  ({ open }: Pick<PortalScope, 'open'>): FastifyPluginAsync =>
  async (app) => {
    app.get(resumePath, async (request, reply) => {
      const { keptForm, personId } = request.session;
      // The login dropped what somebody else typed; this holds even if it had not.
      if (keptForm === null || keptForm.personId !== personId) return reply.redirect('/', 303);
      return send(reply, <ResumePage page={await open(request, reply)} form={keptForm} />);
    });
  };
