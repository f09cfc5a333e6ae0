// Recording at an outlet who may act for a person, and taking it back for a holder who is there (R-PROXY-01, R-PROXY-02).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorisableServices, longestYears, parseAuthorisationId } from '../authorisations/authorisation.ts';
import { recordAuthorisation } from '../authorisations/record-authorisation.ts';
import { revokeAuthorisation } from '../authorisations/revoke-authorisation.ts';
import { parseDate } from '../base/fields.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { AuthorisationPage } from './authorisation-page.tsx';
import { type PersonFile, readPersonFile } from './desk.ts';
import type { Found, Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { sentDocuments, severalTexts } from './sent-fields.ts';

const config = { staffAction: 'record-authorisation' } as const;

/** GET and POST /console/people/:person/authorisations, POST …/:id/revoke. */
export const authorisationRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/authorisations';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => record(parts, request, reply));
    app.post(`${path}/:id/revoke`, { config }, (request, reply) => revoke(parts, request, reply));
  };

/** An open record at an outlet. */
export type AuthorisationSubject = {
  readonly page: ConsolePage;
  readonly file: PersonFile;
  /** The last day one that begins today can have. */
  readonly longest: Temporal.PlainDate;
};

const subjectOf = async (
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Found<AuthorisationSubject>> => {
  const opened = await openedPerson(parts, { action: config.staffAction, request, reply });
  if (opened.instead) return opened;
  const { page, personId } = opened;
  const file = await readPersonFile(parts.wiring, staffOf(request), { personId, standing: undefined });
  return { page, file, longest: file.today.add({ years: longestYears }) };
};

const nothingTyped = { name: '', idNumber: '', until: '' };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const typed = { ...nothingTyped, until: subject.longest.toString() };
  return sendPage(reply, <AuthorisationPage {...{ subject, typed }} formKey={randomUUID()} problem={null} />);
};

const sentForm = z.object({
  key: z.uuid().catch(() => randomUUID()),
  name: z.string().max(60).catch(''),
  idNumber: z.string().max(40).catch(''),
  until: z.string().max(20).catch(''),
  services: severalTexts,
  documents: sentDocuments,
});

/** The place of a clerk, as the table of roles lets nobody else get here. */
const placeOf = (staff: Staff) => {
  const channel = channelOf(staff);
  const { outletId } = staff;
  if (outletId === null || (channel !== 'district' && channel !== 'street' && channel !== 'bank'))
    throw new Error('the table lets a role record authorisations that stands at no counter');
  return { channel, outletId } as const;
};

const record = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const staff = staffOf(request);
  const { key, services, documents, ...typed } = sentForm.parse(formOf(request));
  const again = (problem: string, status: number) =>
    sendPage(reply, <AuthorisationPage {...{ subject, typed, problem }} formKey={key} />, status);
  const until = parseDate(typed.until);
  if (!until) return again(page.citizenSay('refused.AUTHORISATION_TOO_LONG'), 422);
  const { channel, outletId } = placeOf(staff);
  const recorded = await recordAuthorisation(parts.wiring, {
    ...{ personId: file.personId, kind: 'agent', agent: { name: typed.name, idNumber: typed.idNumber }, until },
    services: authorisableServices.filter((each) => services.includes(each)),
    documents,
    ...{ staff: { account: staff.account, outletId, bank: staff.bank }, channel, key },
  });
  return recorded.ok
    ? reply.redirect(`/console/people/${file.personId}/authorisations`, 303)
    : again(page.citizenSay(`refused.${recorded.code}`), 409);
};

const revoke = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const staff = staffOf(request);
  const { channel, outletId } = placeOf(staff);
  const authorisationId = parseAuthorisationId(paramOf(request, 'id'));
  const again = (problem: string, status: number) =>
    sendPage(
      reply,
      <AuthorisationPage {...{ subject, typed: nothingTyped, problem }} formKey={randomUUID()} />,
      status,
    );
  if (formOf(request).documents !== 'holder-id') return again(page.say('authorisation.holderMissing'), 422);
  if (authorisationId === undefined) return again(page.citizenSay('refused.AUTHORISATION_UNKNOWN'), 404);
  const acting = { actor: 'staff', actorId: staff.account, channel, outlet: outletId, bank: staff.bank } as const;
  const { personId } = file;
  const revoked = await revokeAuthorisation(parts.wiring, { personId, authorisationId, acting, key: randomUUID() });
  return revoked.ok
    ? reply.redirect(`/console/people/${personId}/authorisations`, 303)
    : again(page.citizenSay(`refused.${revoked.code}`), 409);
};
