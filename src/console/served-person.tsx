// Somebody who stands at the counter or calls: their open record with what the gate says, and what a form asks on their word.
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuthorisationId, parseAuthorisationId } from '../authorisations/authorisation.ts';
import type { Served } from '../cards/card-asker.ts';
import type { Telling } from '../policy/explain.ts';
import type { Document, Service } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { queryOf } from '../portal/portal-scope.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import { type PersonFile, readPersonFile, type Standing, standing } from './desk.ts';
import type { Found, Parts } from './open-record.ts';
import { type OpenAsking, openedPerson } from './opened-person.tsx';
import { type ConsolePage, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { sentDocuments } from './sent-fields.ts';

/** An open record, and what the gate says to whoever stands at this counter. */
export type ServedPerson = {
  readonly page: ConsolePage;
  readonly file: PersonFile;
  readonly menu: NonNullable<PersonFile['menu']>;
};

export type ServedAsking = OpenAsking & { readonly standing: Standing | undefined };

/** `instead`: nobody of that id for this role, or a record that no reason was given for. */
export const servedPerson = async (
  parts: Parts,
  { standing: wanted, ...asking }: ServedAsking,
): Promise<Found<ServedPerson>> => {
  const opened = await openedPerson(parts, asking);
  if (opened.instead) return opened;
  const { page, personId } = opened;
  const file = await readPersonFile(parts.wiring, staffOf(asking.request), { personId, standing: wanted });
  const { menu } = file;
  return menu ? { page, file, menu } : { instead: sendPage(asking.reply, <UnknownPage page={page} />, 404) };
};

/** Who stands here, as a link says; undefined: it says nothing. */
export const standingOf = (request: FastifyRequest): Standing | undefined =>
  standing.find((each) => each === queryOf(request, 'for'));

/** What every form says of who stands here, and what it asks once. */
export const servedForm = z.object({
  for: z.enum(standing).catch('holder'),
  key: z.uuid().catch(() => randomUUID()),
  documents: sentDocuments,
  authorisation: z.unknown().optional().transform(parseAuthorisationId),
});
export type ServedForm = z.infer<typeof servedForm>;

/** By whose word an agent stands here. */
export const namedBy = ({ authorisation }: { readonly authorisation: AuthorisationId | undefined }) =>
  authorisation === undefined ? {} : { authorisationId: authorisation };

/** Whoever stands here asks, and the clerk acts. Throws where the table lets a role act that serves nobody. */
export const askedHere = (request: FastifyRequest, { file: { personId } }: ServedPerson, given: ServedForm) => {
  const staff = staffOf(request);
  const channel = channelOf(staff);
  if (channel === null) throw new Error('the table lets a role serve that serves nobody');
  const served = servedBy(staff, given.documents);
  return { personId, actor: given.for, actorId: staff.account, channel, key: given.key, served };
};

/** Who serves here, and the originals that were shown. */
export const servedBy = ({ outletId, bank }: Staff, documents: readonly Document[]): Served => ({
  ...{ by: 'staff', outletId, bank },
  documents,
});

/** How a refusal of a service is told here. */
export const tellingOf = ({ page, menu }: ServedPerson, service: Service, snapshot: Snapshot): Telling => {
  const entry = menu.entries.find((each) => each.service === service);
  if (!entry) throw new Error(`the menu has no entry for ${service}`);
  return { snapshot, question: entry.question, language: page.language };
};
