// The lots of the banks, as a page and as server-sent events that follow it, and offering silent orders again.
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { render } from 'preact-render-to-string';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { findLots } from '../production/find-lots.ts';
import { offerLotAgain } from '../production/offer-again.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Wiring } from '../wiring.ts';
import { lotShape, lotsAskedOf } from './lots-asked.ts';
import { LotsPage, type LotsProps, LotsTable, lotsPath } from './lots-page.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';

/** A change is seen so soon, and costs one query of its page. */
const everyMilliseconds = 2_000;
/** Then the browser comes again, and whoever is logged out in the meantime is not let in. */
const roundsOfStream = 30;
/** Pages of one process that are followed at the same time; to others the page is as it was loaded. */
const mostStreams = 40;

/** GET /console/lots and …/changes (server-sent events), POST …/offer-again. */
export const lotsRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const closing = new AbortController();
    app.addHook('preClose', async () => closing.abort());
    const parts: Parts = { wiring, open, closing: closing.signal, streams: { count: 0 } };
    const see = { config: { staffAction: 'see-lots' } } as const;
    app.get('/console/lots', see, async (request, reply) => {
      const props = await read(parts, request, reply);
      return props ? sendPage(reply, <LotsPage {...props} />) : reply.redirect('/console', 303);
    });
    // A page that follows what happens is no sign that somebody works: it must not keep the session.
    app.get('/console/lots/changes', { config: { ...see.config, isIdle: true } }, (request, reply) =>
      follow(parts, request, reply),
    );
    app.post('/console/lots/offer-again', { config: { staffAction: 'offer-again' } }, (request, reply) =>
      offer(parts, request, reply),
    );
  };

type Parts = {
  readonly wiring: Wiring;
  readonly open: OpenConsole;
  readonly closing: AbortSignal;
  readonly streams: { count: number };
};

const count = z.coerce.number().int().min(0).nullable().catch(null);

/** undefined: somebody of a bank without one. */
const read = async (
  { wiring, open }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LotsProps | undefined> => {
  const staff = staffOf(request);
  const asked = lotsAskedOf(wiring, staff, { day: queryOf(request, 'day'), bank: queryOf(request, 'bank') });
  if (asked === undefined) return undefined;
  const today = dateIn(wiring.businessClock());
  const ofAllBanks = scopeOf(staff, 'see-lots') === 'all';
  const offered = queryOf(request, 'offered') ? count.parse(queryOf(request, 'offered')) : null;
  const lots = await findLots(wiring, asked);
  return { page: open(request, reply), snapshot: wiring.policy.current(), asked, lots, today, ofAllBanks, offered };
};

const follow = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  if (!request.headers.accept?.includes('text/event-stream')) return reply.code(406).send();
  if (parts.streams.count >= mostStreams) return reply.code(503).send();
  const props = await read(parts, request, reply);
  if (props === undefined) return reply.code(404).send();
  return reply
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(changes(parts, props)));
};

/** The table as it is now, and again whenever it is another. */
async function* changes({ wiring, closing, streams }: Parts, props: LotsProps): AsyncGenerator<string> {
  streams.count += 1;
  try {
    let before = '';
    for (let round = 0; round < roundsOfStream && !closing.aborted; round += 1) {
      const lots = await findLots(wiring, props.asked);
      const now = JSON.stringify(lots);
      if (now !== before) yield `data: ${JSON.stringify(render(<LotsTable {...props} lots={lots} />))}\n\n`;
      before = now;
      await pause(everyMilliseconds, undefined, { signal: closing }).catch(() => undefined);
    }
  } finally {
    streams.count -= 1;
  }
}

const form = lotShape.extend({ key: z.uuid() });

const offer = async ({ wiring }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const staff = staffOf(request);
  const given = form.safeParse(formOf(request));
  const isOwn = scopeOf(staff, 'offer-again') === 'all' || staff.bank === given.data?.bank;
  if (!given.success || !isOwn) return reply.redirect('/console/lots', 303);
  const { bank, day, key } = given.data;
  const { offered } = await offerLotAgain(wiring, { bank, day, key, clerkId: staff.account });
  return reply.redirect(`${lotsPath({ bank, day })}&offered=${offered}`, 303);
};
