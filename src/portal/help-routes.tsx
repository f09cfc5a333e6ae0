// Pages for anyone with a question: 申领进度查询.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Desk } from './desk/desk.ts';
import type { Page } from './page.ts';
import { FoundProgressPage, LookUpPage } from './pages/public-progress.tsx';
import { formOf, type PortalScope, send, sendOnce, withForm } from './portal-scope.ts';

export const helpRoutes =
  ({ desk, open }: PortalScope): FastifyPluginAsync =>
  async (app) => {
    app.get('/progress', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      return send(reply, <LookUpPage page={page} number="" errors={{}} />);
    });
    app.post('/progress', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      const { content, status } = await lookedUp(desk, page, request);
      return sendOnce(reply, content, status);
    });
  };

const lookedUp = async (desk: Desk, page: Page, request: FastifyRequest) => {
  const { say, language } = page;
  const number = typed(request, 'number');
  const idLastFour = typed(request, 'lastFour');
  const errors = {
    ...(number === '' && { number: say('lookUp.numberMissing') }),
    ...(!lastFour.test(idLastFour) && { lastFour: say('lookUp.lastFourMissing') }),
  };
  if (Object.keys(errors).length > 0)
    return { content: <LookUpPage page={page} number={number} errors={errors} />, status: 422 };
  const found = await desk.lookUp({ number, idLastFour, address: request.ip, language });
  if (found.found) return { content: <FoundProgressPage page={page} application={found.application} />, status: 200 };
  const content = <LookUpPage page={page} number={number} errors={{}} why={found.why} />;
  return { content, status: found.why === 'too-often' ? 429 : 404 };
};

/** As an ID number ends: digits, or letters in the last places of a foreign one; half-width or not. */
const lastFour = /^[0-9A-Z]{4}$/;
const longestTyped = 40;

const typed = (request: FastifyRequest, name: 'number' | 'lastFour'): string => {
  const value = formOf(request)[name];
  if (typeof value !== 'string') return '';
  const text = value.trim().slice(0, longestTyped);
  return name === 'lastFour' ? text.normalize('NFKC').toUpperCase() : text;
};
