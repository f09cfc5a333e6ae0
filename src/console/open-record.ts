// Whose record a request may touch: within the role's reach, and opened for a reason not long ago.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { leaveLook, mostNoteLength } from '../staff/leave-look.ts';
import { findTies } from '../staff/people-store.ts';
import { type StaffAction, scopeOf } from '../staff/permissions.ts';
import { isWithin } from '../staff/scope.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import type { OpenConsole } from './page.ts';

/** A reason holds as long as one matter takes; afterwards, and at the next login, it is asked for again. */
const openMinutes = 30;
/** Of a reason in one's own words; less says nothing. */
const leastNoteLength = 2;

/** What a route of a record has at hand. */
export type Parts = { readonly wiring: Wiring; readonly open: OpenConsole };

/** What a route looks for, or the answer instead where it is not there for this role, or a reason has to be given first. */
export type Found<T> = { readonly instead: FastifyReply } | ({ readonly instead?: never } & T);

/** The person of the address (`:person`) if the role reaches them. */
export const reached = async (
  parts: Parts,
  staff: Staff,
  { request, action }: { readonly request: FastifyRequest; readonly action: StaffAction },
): Promise<PersonId | undefined> => {
  const given = z.uuid().safeParse(paramOf(request, 'person'));
  return given.success ? reachedPerson(parts, staff, { personId: personIdFrom(given.data), action }) : undefined;
};

/** The person if the role reaches them; the look at anybody else is recorded, and answered like nobody. */
export const reachedPerson = async (
  { wiring }: Parts,
  staff: Staff,
  { personId, action }: { readonly personId: PersonId; readonly action: StaffAction },
): Promise<PersonId | undefined> => {
  const ties = await findTies(wiring.sql, personId, wiring.businessClock());
  if (ties === undefined) return undefined;
  if (isWithin(staff, scopeOf(staff, action), ties)) return personId;
  await leaveLook(wiring, staff, { personIds: [personId], purpose: 'staff-searched', note: null });
  return undefined;
};

const personIdFrom = (text: string): PersonId => z.custom<PersonId>().parse(text);

/** Whether a reason was given for this record in this session, and still holds. */
export const isOpen = ({ systemClock }: Wiring, { staffSession }: FastifyRequest, personId: PersonId): boolean => {
  const until = staffSession.openedAt(personId)?.add({ minutes: openMinutes });
  return until !== undefined && Temporal.Instant.compare(systemClock(), until) < 0;
};

/** The reason of a form in one's own words; null: none was given. */
export const noteOf = (request: FastifyRequest): string | null => {
  const { note } = formOf(request);
  const text = typeof note === 'string' ? note.normalize('NFC').trim().slice(0, mostNoteLength) : '';
  return [...text].length < leastNoteLength ? null : text;
};
