// Pages for anyone with a question: 申领进度查询, whether a message is ours, questions and answers, notices.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { comparable, shortestPart } from '../messages/find-sent-message.ts';
import type { Desk } from './desk/desk.ts';
import type { Page } from './page.ts';
import { CheckMessagePage } from './pages/check-message.tsx';
import { HelpPage, NoticesPage, ScenesPage } from './pages/help.tsx';
import { FoundProgressPage, LookUpPage } from './pages/public-progress.tsx';
import { formOf, type PortalScope, queryOf, send, sendOnce, whoOf, withForm } from './portal-scope.ts';

export const helpRoutes =
  ({ desk, open, levels }: PortalScope): FastifyPluginAsync =>
  async (app) => {
    app.get('/progress', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      return send(reply, <LookUpPage page={page} number="" errors={{}} />);
    });
    app.get('/help', async (request, reply) => {
      const page = await open(request, reply);
      const asked = queryOf(request, 'q').slice(0, longestTyped);
      return send(reply, <HelpPage page={page} asked={asked} questions={desk.questions(asked, page.language)} />);
    });
    app.get('/scenes', async (request, reply) => {
      const page = await open(request, reply);
      return send(reply, <ScenesPage page={page} functions={desk.scenes(page.language)} />);
    });
    app.get('/notices', async (request, reply) => {
      const page = await open(request, reply);
      return send(reply, <NoticesPage page={page} notices={desk.notices(page.language)} />);
    });
    app.get('/check-message', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      return send(reply, <CheckMessagePage page={page} errors={{}} answer={null} />);
    });
    app.post('/check-message', async (request, reply) => {
      const page = withForm(request, await open(request, reply));
      const { content, status } = await checked({ desk, levels }, page, request);
      return sendOnce(reply, content, status);
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

const checked = async ({ desk, levels }: Pick<PortalScope, 'desk' | 'levels'>, page: Page, request: FastifyRequest) => {
  const { say } = page;
  const text = textOf(formOf(request).text, longestMessage);
  const four = textOf(formOf(request).lastFour, longestTyped);
  const who = levels.reached(request.session, 'check-own-message') ? whoOf(request, page) : null;
  const errors = {
    ...(comparable(text).length < shortestPart && { text: say('check.textMissing') }),
    ...(who !== null && !/^\d{4}$/.test(four) && { lastFour: say('check.lastFourMissing') }),
  };
  if (Object.keys(errors).length > 0)
    return { content: <CheckMessagePage page={page} errors={errors} answer={null} />, status: 422 };
  const answer = await desk.checkMessage({ who, address: request.ip, text, lastFour: four });
  const status = answer.kind === 'too-often' ? 429 : 200;
  return { content: <CheckMessagePage page={page} errors={{}} answer={answer} />, status };
};

/** A long text message is some 500 characters. */
const longestMessage = 1_000;

const textOf = (value: unknown, most: number): string => (typeof value === 'string' ? value.trim().slice(0, most) : '');

/** As an ID number ends: digits, or letters in the last places of a foreign one; half-width or not. */
const lastFour = /^[0-9A-Z]{4}$/;
const longestTyped = 40;

const typed = (request: FastifyRequest, name: 'number' | 'lastFour'): string => {
  const text = textOf(formOf(request)[name], longestTyped);
  return name === 'lastFour' ? text.normalize('NFKC').toUpperCase() : text;
};
