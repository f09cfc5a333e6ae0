// The person of the address whose record this clerk has open: within the role's reach, for a reason given not long ago.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '../base/ids.ts';
import type { StaffAction } from '../staff/permissions.ts';
import { type Found, isOpen, type Parts, reached } from './open-record.ts';
import { type ConsolePage, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';

export type OpenAsking = {
  readonly action: StaffAction;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};
type OpenedPerson = { readonly page: ConsolePage; readonly personId: PersonId };

/** `instead`: nobody of that id for this role, or the page on which a reason is given. */
export const openedPerson = async (
  parts: Parts,
  { action, request, reply }: OpenAsking,
): Promise<Found<OpenedPerson>> => {
  const page = parts.open(request, reply);
  const personId = await reached(parts, staffOf(request), { request, action });
  if (personId === undefined) return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  if (!isOpen(parts.wiring, request, personId)) return { instead: reply.redirect(`/console/people/${personId}`, 303) };
  return { page, personId };
};
