// The application that an address under an open record names.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import type { PersonId } from '../base/ids.ts';
import { paramOf } from '../portal/portal-scope.ts';
import { listApplicationsFor, type StaffApplication } from '../staff/people-store.ts';
import type { StaffAction } from '../staff/permissions.ts';
import { type Found, isOpen, type Parts, reached } from './open-record.ts';
import { type ConsolePage, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly staffAction: StaffAction };
type ApplicationAsked = {
  readonly page: ConsolePage;
  readonly personId: PersonId;
  readonly application: StaffApplication;
};

/** /console/people/:person/applications/:number; an answer instead when there is none, or the reason has to be given again. */
export const applicationAsked = async (
  parts: Parts,
  { request, reply, staffAction }: Asked,
): Promise<Found<ApplicationAsked>> => {
  const { sql, businessClock } = parts.wiring;
  const page = parts.open(request, reply);
  const personId = await reached(parts, staffOf(request), { request, action: staffAction });
  const number = parseApplicationNumber(paramOf(request, 'number'));
  const applications =
    personId === undefined ? [] : await listApplicationsFor(sql, personId, { bank: null, now: businessClock() });
  const application = applications.find((each) => each.number === number);
  if (personId === undefined || application === undefined)
    return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  if (!isOpen(parts.wiring, request, personId)) return { instead: reply.redirect(recordPath(personId), 303) };
  return { page, personId, application };
};

export const recordPath = (personId: PersonId): string => `/console/people/${personId}`;
