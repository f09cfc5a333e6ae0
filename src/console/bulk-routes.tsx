// Several applications of a queue at once: chosen there, looked through with what would become of each, confirmed, one by one.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { formOf } from '../portal/portal-scope.ts';
import { type ChosenApplication, listChosen } from '../staff/queue-store.ts';
import type { Wiring } from '../wiring.ts';
import {
  type BulkAction,
  bulkActions,
  doOne,
  mostAtOnce,
  reasonsOf,
  refusalBefore,
  staffActionOf,
} from './bulk-actions.ts';
import { BulkDonePage, BulkPage, type Done, NothingChosenPage, type Previewed } from './bulk-pages.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { severalTexts } from './sent-fields.ts';

/** POST /console/bulk/ reject, hold, release and urge (the preview), …/confirmed (what became of each). */
export const bulkRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    for (const action of bulkActions) {
      const config = { staffAction: staffActionOf[action] };
      app.post(`/console/bulk/${action}`, { config }, (request, reply) => preview(parts, { request, reply, action }));
      app.post(`/console/bulk/${action}/confirmed`, { config }, (request, reply) =>
        confirm(parts, { request, reply, action }),
      );
    }
  };

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly action: BulkAction };

const form = z.object({
  numbers: severalTexts,
  reasons: severalTexts,
  key: z.uuid().catch(''),
  /** Where the queue was left. */
  back: z
    .string()
    .regex(/^\/console(\/queue(\?[\w=&%.-]*)?)?$/)
    .catch('/console'),
});

type Sent = {
  readonly chosen: readonly ChosenApplication[];
  readonly isTooMany: boolean;
  readonly reasons: readonly string[];
  readonly key: string;
  readonly back: string;
};

/** The chosen applications as they are now, each once, in the order of the queue. */
const sentIn = async ({ wiring }: Parts, { request, action }: Exchange): Promise<Sent> => {
  const given = form.parse(formOf(request));
  const parsed = given.numbers.map((number) => parseApplicationNumber(number));
  const numbers = [...new Set(parsed.filter((number) => number !== undefined))];
  const isTooMany = numbers.length > mostAtOnce;
  const chosen = isTooMany ? [] : await listChosen(wiring.sql, { numbers, now: wiring.businessClock() });
  const reasons = given.reasons.filter((code) => reasonsOf(action, 'zh').some((each) => each.code === code));
  return { chosen, isTooMany, reasons, key: given.key, back: given.back };
};

const preview = async (parts: Parts, exchange: Exchange): Promise<FastifyReply> =>
  previewed(parts, exchange, { sent: await sentIn(parts, exchange), problem: null, status: 200 });

type Showing = { readonly sent: Sent; readonly problem: string | null; readonly status: number };

const previewed = (
  { wiring, open }: Parts,
  { request, reply, action }: Exchange,
  { sent, problem, status }: Showing,
): FastifyReply => {
  const page = open(request, reply);
  const { chosen, isTooMany, reasons, back } = sent;
  if (chosen.length === 0)
    return sendPage(reply, <NothingChosenPage page={page} isTooMany={isTooMany} back={back} />, 422);
  const rows: readonly Previewed[] = chosen.map((each) => ({
    chosen: each,
    refusal: refusalBefore(wiring, action, each),
  }));
  const key = sent.key || randomUUID();
  const snapshot = wiring.policy.current();
  return sendPage(reply, <BulkPage {...{ page, action, rows, reasons, key, back, problem, snapshot }} />, status);
};

const confirm = async (parts: Parts, exchange: Exchange): Promise<FastifyReply> => {
  const { wiring, open } = parts;
  const { request, reply, action } = exchange;
  const sent = await sentIn(parts, exchange);
  const { key, reasons, back } = sent;
  if (sent.chosen.length === 0 || key === '') return preview(parts, exchange);
  if (reasons.length === 0 && reasonsOf(action, 'zh').length > 0)
    return previewed(parts, exchange, { sent, problem: open(request, reply).say('bulk.missing'), status: 422 });
  const done: Done[] = [];
  // One after the other: whoever works through a page waits a second, and everybody else does not wait for them.
  for (const chosen of sent.chosen) {
    const result = await doOne(wiring, staffOf(request), { order: { action, key, reasons }, chosen });
    done.push({ chosen, refusal: result.ok ? undefined : result.code });
  }
  const page = open(request, reply);
  return sendPage(reply, <BulkDonePage {...{ page, action, done, back, snapshot: wiring.policy.current() }} />);
};
