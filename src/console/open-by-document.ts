// A record is opened by the number of the document that lies on the counter; its person reads that this counter did.
import type { FastifyRequest } from 'fastify';
import type { PersonId } from '../base/ids.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { findPersonByIdNumber } from '../people/people-store.ts';
import { leaveLook } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { staffOf } from './page.ts';

/** `search.TOO_MANY_SEARCHES`: whoever tries numbers is stopped like in the search. */
type Opened =
  | { readonly personId: PersonId }
  | { readonly personId?: never; readonly wrong: 'search.TOO_MANY_SEARCHES' | 'counter.unknown' };

export const openByDocument = async (wiring: Wiring, request: FastifyRequest, idNumber: string): Promise<Opened> => {
  const staff = staffOf(request);
  const attempt = { at: 'staff-search', by: staff.account } as const;
  if (await isLockedOut(wiring, attempt)) return { wrong: 'search.TOO_MANY_SEARCHES' };
  const personId = await findPersonByIdNumber(wiring.sql, wiring.keys, idNumber);
  if (personId === undefined) {
    await countFailure(wiring, attempt);
    return { wrong: 'counter.unknown' };
  }
  await leaveLook(wiring, staff, { personIds: [personId], purpose: 'opened-serving', note: null });
  request.staffSession.keepOpened(personId, wiring.systemClock());
  return { personId };
};
