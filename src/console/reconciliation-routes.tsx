// 对账 in the console: the books of all days and banks, the differences, and closing one that no file will close.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { findBooksWeek, findDifferences } from '../production/look-at-books.ts';
import { closeDifference } from '../production/reconcile-books.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { noteOf, type Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { type BooksAsked, booksPath, ReconciliationPage } from './reconciliation-page.tsx';

/** Differences of a page: what one person works through. */
const pageRows = 50;
const closedShown = 20;

/** GET and POST /console/reconciliation. */
export const reconciliationPages =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/reconciliation';
    app.get(path, { config: { staffAction: 'see-reconciliation' } }, (request, reply) =>
      show(parts, { request, reply }),
    );
    app.post(path, { config: { staffAction: 'close-difference' } }, (request, reply) => close(parts, request, reply));
  };

/** Banks whose books somebody may know, in the order of the notice. */
const banksOf = ({ policy }: Wiring, staff: Staff): readonly string[] => {
  if (scopeOf(staff, 'see-reconciliation') !== 'all') return staff.bank === null ? [] : [staff.bank];
  return [...new Set(policy.current().rows.banks.map(({ code }) => code))];
};

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

const askedIn = (request: FastifyRequest, banks: readonly string[]): BooksAsked => {
  const [only, ...others] = banks;
  const named = queryOf(request, 'bank');
  const bank = others.length === 0 ? (only ?? '') : banks.find((each) => each === named);
  return { bank: bank ?? null, until: day.safeParse(queryOf(request, 'until')).data ?? null };
};

const placeShape = z.tuple([z.string().regex(/^\d{3,12}$/), z.string().max(20)]);

type Shown = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly problem?: string | null };

const show = async (parts: Parts, { request, reply, problem = null }: Shown): Promise<FastifyReply> => {
  const { wiring } = parts;
  const banks = banksOf(wiring, staffOf(request));
  const asked = askedIn(request, banks);
  const [bank, number] = placeShape.safeParse(queryOf(request, 'after').split('_')).data ?? [];
  const after = bank !== undefined && number !== undefined ? { bank, number } : null;
  const found = await findDifferences(wiring, { bank: asked.bank, isOpen: true, after, most: pageRows + 1 });
  const open = found.slice(0, pageRows);
  const last = found.length > pageRows ? open.at(-1) : undefined;
  const shown = {
    ...{ page: parts.open(request, reply), snapshot: wiring.policy.current(), asked, banks, open, problem },
    week: await findBooksWeek(wiring, { ...asked, banks: asked.bank === null ? banks : [asked.bank] }),
    next: last ? booksPath(asked, `${last.bank}_${last.number}`) : null,
    closed: await findDifferences(wiring, { bank: asked.bank, isOpen: false, after: null, most: closedShown }),
  };
  return sendPage(reply, <ReconciliationPage {...shown} />, problem === null ? 200 : 409);
};

const closing = z.object({ of: z.string().max(12).catch(''), number: z.string().max(20).catch('') });

const close = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const { say } = parts.open(request, reply);
  const staff = staffOf(request);
  const given = closing.parse(formOf(request));
  const reason = noteOf(request);
  if (reason === null) return show(parts, { request, reply, problem: say('reconciliation.noteMissing') });
  const number = parseApplicationNumber(given.number);
  const isOwn = banksOf(wiring, staff).includes(given.of);
  if (number === undefined || !isOwn)
    return show(parts, { request, reply, problem: say('reconciliation.DIFFERENCE_UNKNOWN') });
  const closed = await closeDifference(wiring, { bank: given.of, number, by: staff.account, reason });
  if (!closed.ok) return show(parts, { request, reply, problem: say(`reconciliation.${closed.code}`) });
  return reply.redirect(`${booksPath(askedIn(request, banksOf(wiring, staff)))}#tasks`, 303);
};
