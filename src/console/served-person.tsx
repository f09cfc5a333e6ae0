// The record of somebody who stands at the counter, open to this role, with what the gate says to whoever stands there.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Served } from '../cards/card-asker.ts';
import type { Document } from '../policy/question.ts';
import type { StaffAction } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import { type PersonFile, readPersonFile, type Standing } from './desk.ts';
import { isOpen, type Parts, reached } from './open-record.ts';
import { type ConsolePage, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './person-page.tsx';

/** An open record, and what the gate says to whoever stands at this counter. */
export type ServedPerson = {
  readonly page: ConsolePage;
  readonly file: PersonFile;
  readonly menu: NonNullable<PersonFile['menu']>;
};
type Found = { readonly instead: FastifyReply } | ({ readonly instead?: never } & ServedPerson);

export type ServedAsking = {
  readonly action: StaffAction;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly standing: Standing | undefined;
};

/** `instead`: nobody of that id for this role, or a record that no reason was given for. */
export const servedPerson = async (
  parts: Parts,
  { action, request, reply, standing: wanted }: ServedAsking,
): Promise<Found> => {
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reached(parts, staff, { request, action });
  if (personId === undefined) return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  if (!isOpen(parts.wiring, request, personId)) return { instead: reply.redirect(`/console/people/${personId}`, 303) };
  const file = await readPersonFile(parts.wiring, staff, { personId, standing: wanted });
  const { menu } = file;
  return menu ? { page, file, menu } : { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
};

/** Who serves here, and the originals that were shown. */
export const servedBy = ({ outletId, bank }: Staff, documents: readonly Document[]): Served => ({
  ...{ by: 'staff', outletId, bank },
  documents,
});
