// 更正 in the console: proposed from a record that is open, decided from the list by somebody else.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listEvents } from '../audit/audit-store.ts';
import type { Acting } from '../audit/event.ts';
import { isOneOf } from '../base/one-of.ts';
import {
  correctableActs,
  leastReason,
  mostReason,
  openCorrection,
  parseCorrectionId,
} from '../corrections/correction.ts';
import { correctionDecisions } from '../corrections/correction-lifecycle.ts';
import {
  findCorrection,
  findOpenCorrection,
  type ListedCorrection,
  listDecidedCorrections,
  listOpenCorrections,
} from '../corrections/corrections-store.ts';
import { type DecideRefused, decideCorrection } from '../corrections/decide-correction.ts';
import { previewCorrection } from '../corrections/preview-correction.ts';
import { type ProposeRefused, proposeCorrection } from '../corrections/propose-correction.ts';
import { type WithdrawRefused, withdrawCorrection } from '../corrections/withdraw-correction.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { CorrectionPage, CorrectionsPage, NoCorrectionPage, whyNotUndone } from './correction-pages.tsx';
import type { Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { ProposeCorrectionPage } from './propose-correction-page.tsx';
import { actingOf } from './visit-routes.tsx';

/** Whoever has more begins with these. */
const mostListed = 200;

/** GET /console/corrections, GET and POST …/:id, POST …/:id/withdraw; GET and POST /console/people/:person/corrections. */
export const correctionRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const seeing = { config: { staffAction: 'see-corrections' } } as const;
    const proposing = { config: { staffAction: 'propose-correction' } } as const;
    app.get('/console/corrections', seeing, (request, reply) => list(parts, request, reply));
    app.get('/console/corrections/:id', seeing, (request, reply) => show(parts, request, reply));
    app.post('/console/corrections/:id', { config: { staffAction: 'decide-correction' } }, (request, reply) =>
      decide(parts, request, reply),
    );
    app.post('/console/corrections/:id/withdraw', proposing, (request, reply) => withdraw(parts, request, reply));
    app.get('/console/people/:person/corrections', proposing, (request, reply) => showForm(parts, request, reply));
    app.post('/console/people/:person/corrections', proposing, (request, reply) => propose(parts, request, reply));
  };

/** Wherever they work: nobody stands at the counter for it. */
const actingHere = (staff: Staff): Acting => ({ ...actingOf(staff), channel: 'console' });

/** A bank's head office sees what was done for its bank; null: everything. */
const bankOf = (staff: Staff): string | null =>
  scopeOf(staff, 'see-corrections') === 'own-bank' ? (staff.bank ?? '') : null;

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const listing = { bank: bankOf(staffOf(request)), most: mostListed };
  const [waiting, decided] = await Promise.all([
    listOpenCorrections(wiring.sql, listing),
    listDecidedCorrections(wiring.sql, listing),
  ]);
  const page = open(request, reply);
  return sendPage(reply, <CorrectionsPage {...{ page, open: waiting, decided, most: mostListed }} />);
};

const correctionAsked = async ({ wiring }: Parts, request: FastifyRequest): Promise<ListedCorrection | undefined> => {
  const correctionId = parseCorrectionId(paramOf(request, 'id'));
  const found = correctionId && (await findCorrection(wiring.sql, correctionId));
  const bank = bankOf(staffOf(request));
  return found && (bank === null || found.doneAtBank === bank) ? found : undefined;
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const page = parts.open(request, reply);
  const correction = await correctionAsked(parts, request);
  if (!correction) return sendPage(reply, <NoCorrectionPage page={page} />, 404);
  return shown(parts, { request, reply }, { page, correction, problem: null, typed: '' });
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Shown = {
  readonly page: ConsolePage;
  readonly correction: ListedCorrection;
  readonly problem: string | null;
  readonly typed: string;
};

/** What staff wrote about the person is in clear, and the person can see that it was read. */
const shown = async (
  { wiring }: Parts,
  { request, reply }: Exchange,
  { correction, problem, ...given }: Shown,
): Promise<FastifyReply> => {
  const { personId, eventSeq: seq, sealed } = correction;
  await leaveLook(wiring, staffOf(request), { personIds: [personId], purpose: 'correction-opened', note: null });
  const content = openCorrection(wiring.keys, personId, sealed);
  const undoing = await previewCorrection(wiring, { personId, seq });
  const snapshot = wiring.policy.current();
  return sendPage(
    reply,
    <CorrectionPage {...{ ...given, correction, problem, content, undoing, snapshot }} />,
    problem === null ? 200 : 409,
  );
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC').trim() : '');
const keyOf = (value: unknown): string => z.uuid().safeParse(value).data ?? randomUUID();

const decide = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const page = parts.open(request, reply);
  const correction = await correctionAsked(parts, request);
  if (!correction) return sendPage(reply, <NoCorrectionPage page={page} />, 404);
  const form = formOf(request);
  const note = textOf(form.note).slice(0, mostReason);
  const decision = textOf(form.decision);
  if (!isOneOf(correctionDecisions, decision))
    return shown(
      parts,
      { request, reply },
      { page, correction, problem: page.say('corrections.chooseOne'), typed: note },
    );
  const { correctionId } = correction;
  const acting = actingHere(staffOf(request));
  const decided = await decideCorrection(parts.wiring, { acting, key: keyOf(form.key), correctionId, decision, note });
  if (decided.ok) return reply.redirect('/console/corrections', 303);
  return shown(parts, { request, reply }, { page, correction, problem: whyNot(page, decided), typed: note });
};

/** Asked by whoever proposed it, wherever they work: of another's proposal they are told nothing but that it is not theirs. */
const withdraw = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const page = parts.open(request, reply);
  const staff = staffOf(request);
  const correctionId = parseCorrectionId(paramOf(request, 'id'));
  const correction = correctionId && (await findCorrection(parts.wiring.sql, correctionId));
  if (correction?.proposedBy !== staff.account) return sendPage(reply, <NoCorrectionPage page={page} />, 404);
  const key = keyOf(formOf(request).key);
  const { personId } = correction;
  const withdrawn = await withdrawCorrection(parts.wiring, {
    ...{ acting: actingHere(staff), key, correctionId: correction.correctionId },
  });
  if (withdrawn.ok) return reply.redirect(`/console/people/${personId}`, 303);
  return sendPage(reply, <NoCorrectionPage page={page} problem={whyNot(page, withdrawn)} />, 409);
};

const whyNot = (page: ConsolePage, refusal: DecideRefused | ProposeRefused | WithdrawRefused): string => {
  switch (refusal.code) {
    case 'ACT_UNKNOWN':
    case 'CORRECTED_ALREADY':
    case 'OTHER_CARD_IN_USE':
    case 'ACCOUNT_ENDED':
    case 'BUILT_UPON':
    case 'STATE_CHANGED':
      return whyNotUndone(page, refusal);
    default:
      return page.say(`corrections.${refusal.code}`);
  }
};

type Wanted = Exchange & { readonly written: unknown };

/** The act of an open record that is wanted, with what would go back. */
const actOf = async (parts: Parts, { request, reply, written }: Wanted) => {
  const { wiring } = parts;
  const opened = await openedPerson(parts, { action: 'propose-correction', request, reply });
  if (opened.instead) return { instead: opened.instead };
  const { page, personId } = opened;
  const seq = Number(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .safeParse(written).data ?? 0,
  );
  const act = (await listEvents(wiring.sql, personId)).find((each) => each.seq === seq);
  if (!act || !isOneOf(correctableActs, act.action))
    return { instead: sendPage(reply, <NoCorrectionPage page={page} />, 404) };
  const undoing = await previewCorrection(wiring, { personId, seq });
  const open = await findOpenCorrection(wiring.sql, personId);
  return { page, personId, seq, act, undoing, open };
};

const showForm = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const found = await actOf(parts, { request, reply, written: queryOf(request, 'act') });
  if (found.instead) return found.instead;
  return sendPage(reply, <ProposeCorrectionPage {...found} problem={null} typed="" />);
};

const propose = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const found = await actOf(parts, { request, reply, written: form.act });
  if (found.instead) return found.instead;
  const { page, personId, seq } = found;
  const reason = textOf(form.reason);
  if (reason.length < leastReason || reason.length > mostReason)
    return sendPage(
      reply,
      <ProposeCorrectionPage {...found} problem={page.say('corrections.reasonMissing')} typed={reason} />,
      422,
    );
  const acting = actingHere(staffOf(request));
  const proposed = await proposeCorrection(parts.wiring, { acting, key: keyOf(form.key), personId, seq, reason });
  if (proposed.ok) return reply.redirect(`/console/people/${personId}`, 303);
  return sendPage(reply, <ProposeCorrectionPage {...found} problem={whyNot(page, proposed)} typed={reason} />, 409);
};
