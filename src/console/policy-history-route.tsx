// GET /console/policy/history: the snapshots on record, and a comparison where two sides are named.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { compareAnswers, type Side } from '../policy/added/compare-answers.ts';
import { readStoredSnapshot } from '../policy/added/stored-snapshot.ts';
import { listSnapshots } from '../policy/snapshots-store.ts';
import { queryOf } from '../portal/portal-scope.ts';
import type { Parts } from './open-record.ts';
import { sendPage } from './page.ts';
import { PolicyHistoryPage } from './policy-history-page.tsx';

const mostListed = 100;

const sideTyped = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647), on: z.iso.date() });

const sideOf = async ({ wiring }: Parts, number: string, on: string): Promise<Side | undefined> => {
  const read = sideTyped.safeParse({ number, on });
  if (!read.success) return undefined;
  const asked = { number: read.data.number, current: wiring.policy.current() };
  const snapshot = await readStoredSnapshot(wiring.sql, asked);
  return snapshot && { snapshot, on: Temporal.PlainDate.from(read.data.on) };
};

export const historyRoute = async (
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { wiring, open } = parts;
  const today = dateIn(wiring.businessClock()).toString();
  const number = String(wiring.policy.current().number);
  const given = (name: string, otherwise: string): string => queryOf(request, name) || otherwise;
  const asked = { a: given('a', number), onA: given('onA', today), b: given('b', number), onB: given('onB', today) };
  const props = { page: open(request, reply), asked, snapshots: await listSnapshots(wiring.sql, mostListed) };
  if (queryOf(request, 'a') === '')
    return sendPage(reply, <PolicyHistoryPage {...props} problem={null} compared={null} />);
  const [a, b] = [await sideOf(parts, asked.a, asked.onA), await sideOf(parts, asked.b, asked.onB)];
  if (a === undefined || b === undefined) {
    const problem = props.page.say('policy.compareBad');
    return sendPage(reply, <PolicyHistoryPage {...props} problem={problem} compared={null} />, 422);
  }
  const compared = { a, b, comparison: await compareAnswers(a, b) };
  return sendPage(reply, <PolicyHistoryPage {...props} problem={null} compared={compared} />);
};
