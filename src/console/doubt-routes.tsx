// 疑问 in the console: the list, one of it, which leaves a look, and its answer.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { openNote } from '../audit/trace.ts';
import { dateIn } from '../base/dates.ts';
import { isOneOf } from '../base/one-of.ts';
import { answerDoubt } from '../doubts/answer-doubt.ts';
import { leastAnswer, mostWords, openDoubt, parseDoubtId } from '../doubts/doubt.ts';
import { outcomes } from '../doubts/doubt-lifecycle.ts';
import { type DoubtFileRow, findDoubtFile, listAnsweredDoubts, listOpenDoubts } from '../doubts/doubts-store.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { DoubtPage, DoubtsPage, NoDoubtPage } from './doubt-pages.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { actingOf } from './visit-routes.tsx';

/** Whoever has more begins with these. */
const mostListed = 200;

/** GET /console/doubts and /:id, POST …/answer. */
export const doubtRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/doubts', { config: { staffAction: 'see-doubts' } }, (request, reply) =>
      list(parts, request, reply),
    );
    app.get('/console/doubts/:id', { config: { staffAction: 'see-doubts' } }, (request, reply) =>
      show(parts, request, reply),
    );
    app.post('/console/doubts/:id/answer', { config: { staffAction: 'answer-doubt' } }, (request, reply) =>
      answer(parts, request, reply),
    );
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const [waiting, answered] = await Promise.all([
    listOpenDoubts(wiring.sql, mostListed),
    listAnsweredDoubts(wiring.sql, mostListed),
  ]);
  const today = dateIn(wiring.businessClock());
  const page = open(request, reply);
  return sendPage(reply, <DoubtsPage {...{ page, open: waiting, answered, most: mostListed, today }} />);
};

const fileOf = async ({ sql }: Wiring, request: FastifyRequest): Promise<DoubtFileRow | undefined> => {
  const doubtId = parseDoubtId(paramOf(request, 'id'));
  return doubtId && findDoubtFile(sql, doubtId);
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const doubt = await fileOf(parts.wiring, request);
  if (!doubt) return sendPage(reply, <NoDoubtPage page={parts.open(request, reply)} />, 404);
  return shown(parts, { request, reply }, { doubt, problem: null, typed: '', status: 200 });
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Shown = {
  readonly doubt: DoubtFileRow;
  readonly problem: string | null;
  readonly typed: string;
  readonly status: number;
};

/** The person's words are in clear, and the person can see that they were read. */
const shown = async (
  { wiring, open }: Parts,
  { request, reply }: Exchange,
  { doubt, problem, typed, status }: Shown,
): Promise<FastifyReply> => {
  const { keys } = wiring;
  const { personId, noteSealed } = doubt;
  await leaveLook(wiring, staffOf(request), { personIds: [personId], purpose: 'doubt-opened', note: null });
  const content = openDoubt(keys, personId, doubt.sealed);
  const note = noteSealed === null ? null : openNote(keys, personId, noteSealed);
  const page = open(request, reply);
  const today = dateIn(wiring.businessClock());
  const snapshot = wiring.policy.current();
  return sendPage(
    reply,
    <DoubtPage {...{ page, file: { doubt, content, note }, problem, typed, today, snapshot }} />,
    status,
  );
};

const answer = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const page = parts.open(request, reply);
  const doubt = await fileOf(wiring, request);
  if (!doubt) return sendPage(reply, <NoDoubtPage page={page} />, 404);
  const form = formOf(request);
  const typed = textOf(form.answer);
  const outcome = textOf(form.outcome);
  const key = textOf(form.key);
  const again = (problem: string, status: number) =>
    shown(parts, { request, reply }, { doubt, problem, typed, status });
  if (!isOneOf(outcomes, outcome) || typed.length < leastAnswer || typed.length > mostWords || key === '')
    return again(page.say('doubts.missing'), 422);
  const acting = actingOf(staffOf(request));
  const answered = await answerDoubt(wiring, { acting, key, doubtId: doubt.doubtId, outcome, answer: typed });
  if (!answered.ok) return again(page.say(`doubts.${answered.code}`), 409);
  return reply.redirect('/console/doubts', 303);
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
