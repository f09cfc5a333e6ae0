// 督查: the month's report and the cases, and the bureau's next step on the page of a complaint (R-SUPERVISE-02, R-SUPERVISE-03).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { dateIn, startOf } from '../base/dates.ts';
import { isOneOf } from '../base/one-of.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { aboutFrom, banksToName, typedAbout } from '../tickets/about-form.ts';
import { caseFindings, caseMeasures } from '../tickets/case.ts';
import { listCases, listCasesByBank, listTicketsByTopic } from '../tickets/cases-store.ts';
import { type CaseStep, changeCase } from '../tickets/change-case.ts';
import { parseTicketId } from '../tickets/ticket.ts';
import type { Wiring } from '../wiring.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { SupervisionPage } from './supervision-page.tsx';
import { NoTicketPage } from './ticket-pages.tsx';
import { actingOf } from './visit-routes.tsx';

/** Running cases, and closed ones, of the list. */
const mostListed = 200;
/** Months to choose from: two years. */
const monthsBack = 24;

/** GET /console/supervision, POST /console/tickets/:id/case. */
export const supervisionRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/supervision', { config: { staffAction: 'see-supervision' } }, (request, reply) =>
      show(parts, request, reply),
    );
    app.post('/console/tickets/:id/case', { config: { staffAction: 'supervise-banks' } }, (request, reply) =>
      act(parts, request, reply),
    );
  };

const show = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { sql, businessClock, policy } = wiring;
  const snapshot = policy.current();
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const today = dateIn(businessClock()).toPlainYearMonth();
  const months = Array.from({ length: monthsBack }, (_, back) => today.subtract({ months: back }));
  const month = months.find((each) => `${each}` === query.get('month')) ?? today;
  const bank = banksToName(snapshot).find((code) => code === query.get('bank')) ?? null;
  const from = month.toPlainDate({ day: 1 });
  const span = { from: startOf(from), before: startOf(from.add({ months: 1 })) };
  const [byBank, byTopic, cases] = await Promise.all([
    listCasesByBank(sql, span),
    listTicketsByTopic(sql, span),
    listCases(sql, { bank, most: mostListed }),
  ]);
  const given = { page: open(request, reply), snapshot, month, months, bank };
  return sendPage(reply, <SupervisionPage {...{ ...given, byBank, byTopic, cases }} most={mostListed} />);
};

type Form = Readonly<Record<string, unknown>>;

/** What the form of each state asks for; undefined: it is not filled in. */
const stepOf = (form: Form, snapshot: Snapshot): CaseStep | undefined => {
  const { finding, measure } = form;
  if (typeof finding === 'string')
    return isOneOf(caseFindings, finding) ? { action: 'investigate-case', finding } : undefined;
  if (typeof measure === 'string')
    return isOneOf(caseMeasures, measure) ? { action: 'close-case', measure } : undefined;
  const about = aboutFrom(typedAbout(form), snapshot);
  return about && about.bank !== null ? { action: 'open-case', about: { ...about, bank: about.bank } } : undefined;
};

const act = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const ticketId = parseTicketId(paramOf(request, 'id'));
  const page = open(request, reply);
  if (!ticketId) return sendPage(reply, <NoTicketPage page={page} />, 404);
  const form = formOf(request);
  const step = stepOf(form, wiring.policy.current());
  const { key } = form;
  if (!step || typeof key !== 'string' || key === '')
    return sendPage(reply, <NoTicketPage page={page} problem="supervision.missing" back={ticketId} />, 422);
  const done = await changeCase(wiring, { acting: actingOf(staffOf(request)), key, ticketId, step });
  if (done.ok) return reply.redirect(`/console/tickets/${ticketId}`, 303);
  if (done.code === 'TICKET_UNKNOWN') return sendPage(reply, <NoTicketPage page={page} />, 404);
  return sendPage(reply, <NoTicketPage page={page} problem={`supervision.${done.code}`} back={ticketId} />, 409);
};
