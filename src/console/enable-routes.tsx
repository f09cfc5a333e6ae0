// Enabling a card for somebody at the counter or on the telephone: what is checked, and what the gate says (R-ENABLE-02, G-28).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuthorisationId, parseAuthorisationId } from '../authorisations/authorisation.ts';
import { type CallerCheck, callerProofs } from '../cards/card-asker.ts';
import { enableCard } from '../cards/enable-card.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { verifyPassword } from '../passwords/verify-password.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { afterwards, type PersonFile, standing } from './desk.ts';
import { EnablePage } from './enable-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './person-page.tsx';
import { sentDocuments } from './sent-fields.ts';
import { type ServedAsking, type ServedPerson, servedBy, servedPerson } from './served-person.tsx';

const config = { staffAction: 'enable-card' } as const;

/** GET and POST /console/people/:person/cards/:id/enable. */
export const enableRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/cards/:id/enable';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => enable(parts, request, reply));
  };

/** A card of an open record with the gate's answer for this place. */
export type EnableSubject = ServedPerson & { readonly card: PersonFile['cards'][number] };
type Found = { readonly instead: FastifyReply } | ({ readonly instead?: never } & EnableSubject);

/** A card of a record that is open to this role. */
export const subjectOf = async (parts: Parts, asking: ServedAsking): Promise<Found> => {
  const served = await servedPerson(parts, asking);
  if (served.instead) return served;
  const { page, file } = served;
  const card = file.cards.find(({ cardId }) => cardId === paramOf(asking.request, 'id'));
  return card ? { ...served, card } : { instead: sendPage(asking.reply, <UnknownPage page={page} />, 404) };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const wanted = standing.find((each) => each === queryOf(request, 'for'));
  const subject = await subjectOf(parts, { action: 'enable-card', request, reply, standing: wanted });
  if (subject.instead) return subject.instead;
  const snapshot = parts.wiring.policy.current();
  return sendPage(reply, <EnablePage subject={subject} snapshot={snapshot} formKey={randomUUID()} problem={null} />);
};

export const sentForm = z.object({
  for: z.enum(standing).catch('holder'),
  key: z.uuid().catch(() => randomUUID()),
  documents: sentDocuments,
  authorisation: z.unknown().optional().transform(parseAuthorisationId),
  callerName: z.string().catch(''),
  callerIdNumber: z.string().catch(''),
  proof: z.enum(callerProofs).nullable().catch(null),
  secretTyped: z.string().max(40).catch(''),
});

const enable = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const given = sentForm.parse(formOf(request));
  const subject = await subjectOf(parts, { action: 'enable-card', request, reply, standing: given.for });
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const staff = staffOf(request);
  const { page, card, file, menu } = subject;
  const snapshot = wiring.policy.current();
  const again = { subject, snapshot, formKey: given.key };
  // Whoever tries names and numbers on the telephone is stopped like whoever tries them in the search.
  const attempt = { at: 'staff-search', by: staff.account } as const;
  if (await isLockedOut(wiring, attempt))
    return sendPage(reply, <EnablePage {...again} problem={page.say('search.TOO_MANY_SEARCHES')} />, 429);
  const entry = menu.entries.find(({ service }) => service === 'enable');
  if (!entry) throw new Error('the menu has no entry for enabling');
  const channel = channelOf(staff);
  if (channel === null) throw new Error('the table lets a role enable that serves nobody');
  if (!(await passwordHolds(wiring, staff, { file, given }))) {
    await countFailure(wiring, attempt);
    return sendPage(reply, <EnablePage {...again} problem={page.citizenSay('refused.PASSWORD_NOT_VERIFIED')} />, 409);
  }
  const served = { ...servedBy(staff, given.documents), ...checkOf(given) };
  const enabled = await enableCard(wiring, {
    ...{ personId: file.personId, cardId: card.cardId, actor: given.for, actorId: staff.account },
    ...{ channel, level: 0, key: given.key, served, ...namedBy(given) },
  });
  if (enabled.ok) return reply.redirect(afterwards(file), 303);
  if (enabled.code === 'CALLER_NOT_CONFIRMED') await countFailure(wiring, attempt);
  const telling = { snapshot, question: entry.question, language: page.language };
  return sendPage(
    reply,
    <EnablePage {...again} problem={explainRefusal(enabled, telling).message} />,
    statusOf(enabled),
  );
};

/** By whose word an agent stands here. */
export const namedBy = ({ authorisation }: { readonly authorisation: AuthorisationId | undefined }) =>
  authorisation === undefined ? {} : { authorisationId: authorisation };

type Called = { readonly file: PersonFile; readonly given: z.infer<typeof sentForm> };

/** A caller who says the service password is the proof keys it in (G-28); for an act an initial one does not do (C-13). */
export const passwordHolds = async (wiring: Wiring, staff: Staff, { file, given }: Called): Promise<boolean> => {
  if (given.proof !== 'service-password') return true;
  const acting = { actor: 'staff', actorId: staff.account, channel: 'hotline', outlet: null, bank: null } as const;
  const { personId } = file;
  return (await verifyPassword(wiring, { personId, typed: given.secretTyped, acting, purpose: 'act' })).ok;
};

/** What the caller said is compared and forgotten; the event keeps which proof was taken (G-28). */
export const checkOf = ({
  callerName,
  callerIdNumber,
  proof,
}: z.infer<typeof sentForm>): { callerCheck?: CallerCheck } =>
  proof === null ? {} : { callerCheck: { name: callerName, idNumber: callerIdNumber, proof } };
