// 帮办 in the console: what waits for whom, accepting, declining, done; and the hotline, which sends elsewhere and asks for callers.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import type { Acting } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { Refused, Result } from '../base/result.ts';
import { acceptHelp } from '../help-requests/accept-help.ts';
import type { HelpAnswered, HelpCommand } from '../help-requests/answer-help.ts';
import { completeHelp } from '../help-requests/complete-help.ts';
import { declineHelp } from '../help-requests/decline-help.ts';
import { reassignForm } from '../help-requests/help-form.ts';
import { declineReasons, openHelp, parseHelpRequestId } from '../help-requests/help-request.ts';
import { findListedHelp, type ListedHelp } from '../help-requests/help-requests-store.ts';
import { reassignHelp } from '../help-requests/reassign-help.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { helpDeskOf } from '../portal/desk/help-desk.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import { may, type StaffAction } from '../staff/permissions.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { helpQuestion, readHelpList } from './help-list.ts';
import { helpReachOf } from './help-reach.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { NoVisitPage, type VisitFile, VisitPage } from './visit-pages.tsx';
import { problemOf } from './visit-problem.ts';
import { VisitsPage } from './visits-page.tsx';

/** GET /console/help-requests and /:id, POST …/accept, …/decline, …/done and …/reassign. */
export const visitRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const to = (staffAction: StaffAction) => ({ config: { staffAction } });
    const path = '/console/help-requests';
    app.get(path, to('see-help-requests'), (request, reply) => list(parts, request, reply));
    app.get(`${path}/:id`, to('see-help-requests'), (request, reply) => show(parts, request, reply));
    for (const [name, act] of Object.entries(answers))
      app.post(`${path}/:id/${name}`, to('answer-help-request'), (request, reply) =>
        answer(parts, { request, reply, action: 'answer-help-request' }, act),
      );
    app.post(`${path}/:id/reassign`, to('reassign-help-request'), (request, reply) =>
      answer(parts, { request, reply, action: 'reassign-help-request' }, reassign),
    );
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const listed = await readHelpList(wiring, staffOf(request), helpQuestion.parse(Object.fromEntries(query)));
  const today = dateIn(wiring.businessClock());
  const page = open(request, reply);
  return sendPage(reply, <VisitsPage {...{ page, listed, today, snapshot: wiring.policy.current() }} />);
};

/** The request of the address within reach of an action; undefined for any other. */
const requestOf = async ({ sql }: Wiring, request: FastifyRequest, action: StaffAction) => {
  const helpRequestId = parseHelpRequestId(paramOf(request, 'id'));
  const reach = helpReachOf(staffOf(request), action);
  if (helpRequestId === undefined || reach === undefined) return undefined;
  const found = await findListedHelp(sql, { helpRequestId, reach });
  return found && { found, reach };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const known = await requestOf(parts.wiring, request, 'see-help-requests');
  if (!known) return sendPage(reply, <NoVisitPage page={parts.open(request, reply)} />, 404);
  return shown(parts, { request, reply }, { found: known.found, problem: null, status: 200 });
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Shown = { readonly found: ListedHelp; readonly problem: string | null; readonly status: number };

/** In clear, and the person can see that it was looked at. */
const shown = async ({ wiring, open }: Parts, { request, reply }: Exchange, { found, problem, status }: Shown) => {
  const staff = staffOf(request);
  const page = open(request, reply);
  const { personId } = found;
  await leaveLook(wiring, staff, { personIds: [personId], purpose: 'help-opened', note: null });
  const { phone, address, note } = openHelp(wiring.keys, personId, found.sealed);
  const { name } = openPersonal(wiring.keys, personId, found.personSealed);
  const file: VisitFile = { request: found, name, phone, address, note };
  const sends = may(staff, 'reassign-help-request') && found.state === 'declined';
  const who = { personId, language: page.language, level: 0 } as const;
  const asking = sends ? await helpDeskOf(wiring).asking(who, queryOf(request, 'district')) : undefined;
  const snapshot = wiring.policy.current();
  return sendPage(reply, <VisitPage {...{ page, file, problem, asking, snapshot }} />, status);
};

type Given = {
  readonly wiring: Wiring;
  readonly staff: Staff;
  readonly command: HelpCommand;
  readonly form: Readonly<Record<string, unknown>>;
};
/** undefined: the form is not filled in. */
type Act = (given: Given) => Promise<Result<HelpAnswered, Refused>> | undefined;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const answers: Readonly<Record<'accept' | 'decline' | 'done', Act>> = {
  accept: ({ wiring, command }) => acceptHelp(wiring, command),
  decline: ({ wiring, command, form }) => {
    const reason = declineReasons.find((each) => each === form.reason);
    return reason && declineHelp(wiring, { ...command, reason });
  },
  done: async ({ wiring, command, form }) => {
    const written = text(form.number);
    const number = written === '' ? null : (parseApplicationNumber(written) ?? written);
    return completeHelp(wiring, { ...command, number });
  },
};

const reassign: Act = ({ wiring, command, form }) => {
  const isStreet = form.kind === 'street';
  const parsed = reassignForm.safeParse({
    ...form,
    outletId: isStreet ? text(form.outletId) : '',
    bank: isStreet ? '' : text(form.bank),
  });
  const { acting, key, helpRequestId } = command;
  return parsed.success ? reassignHelp(wiring, { acting, key, helpRequestId, form: parsed.data }) : undefined;
};

const answer = async (
  parts: Parts,
  { request, reply, action }: Exchange & { readonly action: StaffAction },
  act: Act,
): Promise<FastifyReply> => {
  const { wiring } = parts;
  const known = await requestOf(wiring, request, action);
  const page = parts.open(request, reply);
  if (!known) return sendPage(reply, <NoVisitPage page={page} />, 404);
  const { found, reach } = known;
  const staff = staffOf(request);
  const form = formOf(request);
  const key = text(form.key);
  const command = { acting: actingOf(staff), reach, key, helpRequestId: found.helpRequestId };
  const done = key === '' ? undefined : await act({ wiring, staff, command, form });
  if (done === undefined)
    return shown(parts, { request, reply }, { found, problem: page.say('visits.missing'), status: 422 });
  if (done.ok) return reply.redirect(`/console/help-requests/${found.helpRequestId}`, 303);
  const problem = problemOf(page, wiring, done);
  return shown(parts, { request, reply }, { found, problem, status: 409 });
};

export const actingOf = (staff: Staff): Acting => ({
  ...{ actor: 'staff', actorId: staff.account, channel: channelOf(staff) ?? 'console' },
  ...{ outlet: staff.outletId, bank: staff.bank },
});
