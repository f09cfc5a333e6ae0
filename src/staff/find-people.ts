// Finds people by what somebody typed: ID number, card number, number of an application, or phone; each find leaves a trace.
import { parseApplicationNumber } from '../applications/application.ts';
import { normaliseNumber } from '../base/check-character.ts';
import type { PersonId } from '../base/ids.ts';
import { maskIdNumber, maskName } from '../base/masking.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { findPerson, findPersonByIdNumber, listPeopleByPhone } from '../people/people-store.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import type { Wiring } from '../wiring.ts';
import { leaveLook } from './leave-look.ts';
import { findPersonOfApplication, findPersonOfCard, findTies } from './people-store.ts';
import { type StaffAction, scopeOf } from './permissions.ts';
import { isWithin } from './scope.ts';
import type { Staff } from './staff.ts';

/** One line of the result, masked. */
export type FoundPerson = {
  readonly personId: PersonId;
  readonly name: string;
  readonly idNumber: string;
  readonly district: string | null;
};

/** Shorter is none of the four. */
const shortestNumber = 8;

type Ground = Pick<Wiring, 'sql' | 'keys' | 'businessClock' | 'systemClock'>;
export type FindRefused = Refused<'NOT_A_NUMBER' | 'TOO_MANY_SEARCHES', object>;

/**
 * People with this number whom the role may find; those it may not are answered like people nobody knows, and the look is
 * recorded all the same. Refused: NOT_A_NUMBER for what is none of the four kinds, TOO_MANY_SEARCHES after too many in vain.
 */
export const findPeople = async (
  ground: Ground,
  staff: Staff,
  written: string,
): Promise<Result<readonly FoundPerson[], FindRefused>> => {
  const attempt = { at: 'staff-search', by: staff.account } as const;
  if (await isLockedOut(ground, attempt)) return refused('TOO_MANY_SEARCHES', {});
  const typed = written.normalize('NFKC').trim();
  if (typed.length < shortestNumber) return refused('NOT_A_NUMBER', {});
  const phone = normalisePhone(typed);
  const byPhone = isMobilePhone(phone);
  const action: StaffAction = byPhone ? 'find-by-phone' : 'find-by-number';
  const personIds = byPhone ? await listPeopleByPhone(ground.sql, ground.keys, phone) : await byNumber(ground, typed);
  const reached = await reachOf(ground, staff, { personIds, action });
  await leaveLook(ground, staff, { personIds: reached.within, purpose: 'staff-found', note: null });
  await leaveLook(ground, staff, { personIds: reached.beyond, purpose: 'staff-searched', note: null });
  if (reached.within.length === 0) await countFailure(ground, attempt);
  return ok(await Promise.all(reached.within.map((personId) => lineOf(ground, personId))));
};

/** A number can look like two kinds; whoever has it as any of them is found. */
const byNumber = async ({ sql, keys }: Ground, typed: string): Promise<readonly PersonId[]> => {
  const application = parseApplicationNumber(typed);
  // Ours are normalised; those of old cards stand as the core system wrote them.
  const cards = new Set([normaliseNumber(typed), typed.toUpperCase().replace(/[\s-]/g, '')]);
  const found = await Promise.all([
    findPersonByIdNumber(sql, keys, typed),
    application === undefined ? undefined : findPersonOfApplication(sql, application),
    ...[...cards].map((number) => findPersonOfCard(sql, keys.blind('card-number', number))),
  ]);
  return [...new Set(found.filter((personId) => personId !== undefined))];
};

type Reaching = { readonly personIds: readonly PersonId[]; readonly action: StaffAction };

const reachOf = async ({ sql, businessClock }: Ground, staff: Staff, { personIds, action }: Reaching) => {
  const within: PersonId[] = [];
  const beyond: PersonId[] = [];
  for (const personId of personIds) {
    const ties = await findTies(sql, personId, businessClock());
    const isReached = ties !== undefined && isWithin(staff, scopeOf(staff, action), ties);
    (isReached ? within : beyond).push(personId);
  }
  return { within, beyond };
};

const lineOf = async ({ sql, keys }: Ground, personId: PersonId): Promise<FoundPerson> => {
  const person = await findPerson(sql, keys, personId);
  if (!person) return { personId, name: '', idNumber: '', district: null };
  const { name, idNumber, district } = person;
  return { personId, name: maskName(name), idNumber: maskIdNumber(idNumber), district };
};
