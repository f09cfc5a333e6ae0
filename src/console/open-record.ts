// Whose record a request may touch: within the role's reach, and opened for a reason not long ago.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { paramOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import { findTies } from '../staff/people-store.ts';
import { type StaffAction, scopeOf } from '../staff/permissions.ts';
import { isWithin } from '../staff/scope.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import type { OpenConsole } from './page.ts';

/** A reason holds as long as one matter takes; afterwards, and at the next login, it is asked for again. */
const openMinutes = 30;

/** What a route of a record has at hand. */
export type Parts = { readonly wiring: Wiring; readonly open: OpenConsole };

/** The person of the address (`:person`) if the role reaches them; the look at anybody else is recorded, and answered like nobody. */
export const reached = async (
  { wiring }: Parts,
  staff: Staff,
  { request, action }: { readonly request: FastifyRequest; readonly action: StaffAction },
): Promise<PersonId | undefined> => {
  const given = z.uuid().safeParse(paramOf(request, 'person'));
  if (!given.success) return undefined;
  const personId = personIdFrom(given.data);
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
