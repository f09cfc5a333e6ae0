// The policy in the console: its rows, proposing one, deciding about it, its snapshots and what differs between two.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { findOutlet } from '../outlets/outlets-store.ts';
import type { RecordedRow } from '../policy/added/added-row.ts';
import { stateOf } from '../policy/added/added-row.ts';
import { findAddedRow, listAddedRows } from '../policy/added/added-rows-store.ts';
import { type Deciding, type DecisionRefused, decideRow } from '../policy/added/decide-row.ts';
import { type FieldProblem, type Proposal, proposeRow, readProposal, type Typed } from '../policy/added/propose-row.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import type { Parts } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { type FormProps, PolicyFormPage } from './policy-form-page.tsx';
import { historyRoute } from './policy-history-route.tsx';
import { PolicyPage } from './policy-page.tsx';
import { previewOf } from './policy-preview.tsx';
import { NoPolicyRowPage, PolicyRowPage } from './policy-row-page.tsx';
import { clashInWords, kindOf } from './policy-rows.ts';

/** As many rows as a bureau adds in years. */
const mostListed = 200;

/** Everything under /console/policy. */
export const policyRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const [see, propose, decide] = (['see-policy', 'propose-policy', 'decide-policy'] as const).map((staffAction) => ({
      config: { staffAction },
    }));
    app.get('/console/policy', { ...see }, (request, reply) => showRows(parts, request, reply));
    app.get('/console/policy/new', { ...propose }, (request, reply) => showForm(parts, request, reply));
    app.post('/console/policy/new', { ...propose }, (request, reply) => takeForm(parts, request, reply));
    app.get('/console/policy/rows/:row', { ...see }, (request, reply) => showRow(parts, request, reply));
    app.post('/console/policy/rows/:row', { ...decide }, (request, reply) => decideAbout(parts, request, reply));
    app.get('/console/policy/history', { ...see }, (request, reply) => historyRoute(parts, request, reply));
  };

const showRows = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const kind = kindOf(queryOf(request, 'kind'));
  const added = await listAddedRows(wiring.sql, { kind, limit: mostListed });
  const snapshot = wiring.policy.current();
  return sendPage(reply, <PolicyPage page={open(request, reply)} kind={kind} snapshot={snapshot} added={added} />);
};

const showForm = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const kind = kindOf(queryOf(request, 'kind'));
  const props = { page: open(request, reply), kind, snapshot: wiring.policy.current(), formKey: randomUUID() };
  return sendPage(reply, <PolicyFormPage {...props} typed={{}} problems={[]} clashes={[]} />);
};

const texts = z.union([z.string(), z.array(z.string()).max(100)]);

/** Every field as it was typed; anything that is no text is dropped. */
const typedIn = (request: FastifyRequest): Typed =>
  Object.fromEntries(
    Object.entries(formOf(request)).flatMap(([name, value]) => {
      const read = texts.safeParse(value);
      return read.success ? [[name, read.data] as const] : [];
    }),
  );

/** Back of what was sent: the form again with what is wrong, with the preview, or on to the proposal. */
const takeForm = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring, open } = parts;
  const typed = typedIn(request);
  const key = z.uuid().safeParse(typed.key);
  const shown: FormProps = {
    ...{ page: open(request, reply), kind: kindOf(typed.kind), snapshot: wiring.policy.current(), typed },
    ...{ formKey: key.success ? key.data : randomUUID(), problems: [], clashes: [] },
  };
  const read = readProposal(shown.kind, typed);
  if (!read.ok) return sendPage(reply, <PolicyFormPage {...shown} problems={read.facts.problems} />, 422);
  const unknown = await outletProblem(wiring, read.value);
  if (unknown) return sendPage(reply, <PolicyFormPage {...shown} problems={[unknown]} />, 422);
  if (typed.step !== 'propose') return preview(parts, reply, { shown, proposal: read.value });
  const by = staffOf(request).account;
  const proposed = await proposeRow(wiring, { proposal: read.value, by, key: shown.formKey });
  if (proposed.ok) return reply.redirect(`/console/policy/rows/${proposed.value}`, 303);
  const clashes = proposed.facts.problems.map((each) => clashInWords(each, shown.page));
  return sendPage(reply, <PolicyFormPage {...shown} clashes={clashes} />, 409);
};

/** The policy knows no outlets: whether there is such a one of the bank, the import says. */
const outletProblem = async ({ sql }: Wiring, { content }: Proposal): Promise<FieldProblem | undefined> => {
  if (content.kind !== 'outlet-instant') return undefined;
  const outlet = await findOutlet(sql, content.outlet);
  return outlet?.bank === content.bank ? undefined : { field: 'outlet', code: 'outlet-unknown' };
};

const preview = async (
  { wiring }: Parts,
  reply: FastifyReply,
  { shown, proposal }: { readonly shown: FormProps; readonly proposal: Proposal },
): Promise<FastifyReply> => {
  const seen = await previewOf(wiring, proposal, shown.page);
  if (seen.ok) return sendPage(reply, <PolicyFormPage {...shown}>{seen.value}</PolicyFormPage>);
  const clashes = seen.facts.problems.map((each) => clashInWords(each, shown.page));
  return sendPage(reply, <PolicyFormPage {...shown} clashes={clashes} />, 409);
};

const rowAsked = async ({ wiring }: Parts, request: FastifyRequest): Promise<RecordedRow | undefined> => {
  const number = z.coerce.number().int().min(1).max(2_147_483_647).safeParse(paramOf(request, 'row'));
  return number.success ? findAddedRow(wiring.sql, number.data) : undefined;
};

const showRow = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const [page, row] = [parts.open(request, reply), await rowAsked(parts, request)];
  if (row === undefined) return sendPage(reply, <NoPolicyRowPage page={page} />, 404);
  return sendRow(parts, reply, { page, row, problem: null });
};

type Shown = { readonly page: ConsolePage; readonly row: RecordedRow; readonly problem: string | null };

const sendRow = async (
  { wiring }: Parts,
  reply: FastifyReply,
  { page, row, problem }: Shown,
): Promise<FastifyReply> => {
  const seen = stateOf(row) === 'proposed' ? await previewOf(wiring, row, page) : undefined;
  const clashes = seen && !seen.ok ? seen.facts.problems.map((each) => clashInWords(each, page)) : [];
  const against = problem ?? (clashes.length > 0 ? clashes.join(' ') : null);
  const facts = { page, row, snapshot: wiring.policy.current(), today: dateIn(wiring.businessClock()) };
  return sendPage(
    reply,
    <PolicyRowPage {...facts} problem={against}>
      {seen?.ok ? seen.value : undefined}
    </PolicyRowPage>,
    problem === null ? 200 : 409,
  );
};

const deciding = z.object({
  decision: z.enum(['confirmed', 'refused', 'taken-back']),
  note: z.string().trim().max(200).catch(''),
});

const decideAbout = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const [page, row, given] = [
    parts.open(request, reply),
    await rowAsked(parts, request),
    deciding.safeParse(formOf(request)),
  ];
  if (row === undefined) return sendPage(reply, <NoPolicyRowPage page={page} />, 404);
  const path = `/console/policy/rows/${row.number}`;
  if (!given.success) return reply.redirect(path, 303);
  const asked: Deciding = { number: row.number, ...given.data, by: staffOf(request).account };
  const decided = await decideRow(parts.wiring, asked);
  if (decided.ok) return reply.redirect(path, 303);
  return sendRow(parts, reply, { page, row, problem: refusalIn(page, decided) });
};

const refusalIn = (page: ConsolePage, refusal: DecisionRefused): string =>
  refusal.code === 'ROWS_CLASH'
    ? refusal.facts.problems.map((each) => clashInWords(each, page)).join(' ')
    : page.say(`policy.${refusal.code}`);
