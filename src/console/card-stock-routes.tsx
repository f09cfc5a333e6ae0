// Blank cards in the console: an outlet keeps its own, the head office of its bank settles what differs, the bureau looks on.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { parseDate } from '../base/fields.ts';
import { enteredKinds, type StockKeeper } from '../card-stock/card-stock.ts';
import { findStock, listCounts, listEntries, listStocks } from '../card-stock/card-stock-store.ts';
import { findBankOutlet } from '../card-stock/instant-outlet.ts';
import { countStock, enterStock, settleDifference } from '../card-stock/keep-stock.ts';
import type { Outlet } from '../outlets/outlet.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { StockPage, StocksPage } from './card-stock-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';

const path = '/console/card-stock';

/** GET and POST /console/card-stock, POST …/count; GET …/:outlet and POST …/:outlet/settle. */
export const cardStockRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const seeing = { config: { staffAction: 'see-card-stock' } } as const;
    const keeping = { config: { staffAction: 'keep-card-stock' } } as const;
    const settling = { config: { staffAction: 'settle-card-stock' } } as const;
    app.get(path, seeing, (request, reply) => showAll(parts, request, reply));
    app.get(`${path}/:outlet`, seeing, (request, reply) => showOne(parts, request, reply));
    app.post(path, keeping, (request, reply) => enter(parts, request, reply));
    app.post(`${path}/count`, keeping, (request, reply) => count(parts, request, reply));
    app.post(`${path}/:outlet/settle`, settling, (request, reply) => settle(parts, request, reply));
  };

type BankOutlet = Outlet & { readonly bank: string };

/** An outlet this role reaches; undefined: there is none, or it is none of theirs. */
const reachedOutlet = async (
  wiring: Wiring,
  staff: Staff,
  outletId: string | null,
): Promise<BankOutlet | undefined> => {
  const scope = scopeOf(staff, 'see-card-stock');
  if (outletId === null || (scope === 'own-outlet' && outletId !== staff.outletId)) return undefined;
  const outlet = await findBankOutlet(wiring, outletId, dateIn(wiring.businessClock()));
  return scope === 'own-bank' && outlet?.bank !== staff.bank ? undefined : outlet;
};

const keeperOf = ({ account }: Staff, { outletId, bank }: BankOutlet): StockKeeper => ({ account, outletId, bank });

const showAll = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const scope = scopeOf(staff, 'see-card-stock');
  if (scope === 'own-outlet') return answer(parts, { request, reply, outletId: staff.outletId, problem: null });
  const stocks = await listStocks(wiring.sql, scope === 'own-bank' ? staff.bank : null);
  return sendPage(
    reply,
    <StocksPage page={parts.open(request, reply)} stocks={stocks} snapshot={wiring.policy.current()} />,
  );
};

const showOne = (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  answer(parts, { request, reply, outletId: paramOf(request, 'outlet'), problem: null });

type Answered = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly outletId: string | null;
  readonly problem: string | null;
};

const answer = async (parts: Parts, { request, reply, outletId, problem }: Answered): Promise<FastifyReply> => {
  const { wiring } = parts;
  const page = parts.open(request, reply);
  const outlet = await reachedOutlet(wiring, staffOf(request), outletId);
  if (!outlet) return sendPage(reply, <UnknownPage page={page} />, 404);
  const [stock, entries, counts] = await Promise.all([
    findStock(wiring.sql, outlet.outletId),
    listEntries(wiring.sql, outlet.outletId),
    listCounts(wiring.sql, outlet.outletId),
  ]);
  const shown = { page, outlet, stock, entries, counts, problem };
  return sendPage(reply, <StockPage {...shown} formKey={randomUUID()} />, problem === null ? 200 : 409);
};

const figure = z.coerce.number().catch(-1);
const sentEntry = z.object({
  kind: z.enum(enteredKinds),
  quantity: figure,
  key: z.uuid().catch(() => randomUUID()),
});

const enter = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const { say } = parts.open(request, reply);
  const again = (problem: string) => answer(parts, { request, reply, outletId: staff.outletId, problem });
  const outlet = await reachedOutlet(wiring, staff, staff.outletId);
  const parsed = sentEntry.safeParse(formOf(request));
  if (!outlet || !parsed.success) return again(say('stock.kindMissing'));
  const { kind, quantity, key } = parsed.data;
  // What came before the flag ended is still used up or destroyed; nothing more comes.
  if (kind === 'received' && !outlet.instant) return again(say('stock.notInstant'));
  const entered = await enterStock(wiring, { keeper: keeperOf(staff, outlet), kind, quantity, key });
  return entered.ok ? reply.redirect(path, 303) : again(say(`stock.${entered.code}`));
};

const count = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const { say } = parts.open(request, reply);
  const again = (problem: string) => answer(parts, { request, reply, outletId: staff.outletId, problem });
  const outlet = await reachedOutlet(wiring, staff, staff.outletId);
  if (!outlet) return again(say('stock.notInstant'));
  const form = formOf(request);
  const filled = form.onHand !== '' && form.spoiled !== '';
  const counted = {
    onHand: filled ? figure.parse(form.onHand) : -1,
    spoiled: filled ? figure.parse(form.spoiled) : -1,
  };
  const done = await countStock(wiring, { keeper: keeperOf(staff, outlet), counted });
  return done.ok ? reply.redirect(path, 303) : again(say(`stock.${done.code}`));
};

const settle = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const staff = staffOf(request);
  const { say } = parts.open(request, reply);
  const outletId = paramOf(request, 'outlet');
  const again = (problem: string) => answer(parts, { request, reply, outletId, problem });
  const outlet = await reachedOutlet(wiring, staff, outletId);
  const written = formOf(request).day;
  const day = typeof written === 'string' ? parseDate(written) : undefined;
  if (!outlet || !day) return again(say('stock.NO_DIFFERENCE'));
  const settled = await settleDifference(wiring, { keeper: keeperOf(staff, outlet), day });
  return settled.ok ? reply.redirect(`${path}/${outletId}`, 303) : again(say(`stock.${settled.code}`));
};
