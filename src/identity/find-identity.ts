// Which of our people a login is about: by ID number from level 2 on, by phone at level 1.
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { findPersonByIdNumber, listPeopleByPhone } from '../people/people-store.ts';
import type { Wiring } from '../wiring.ts';
import type { ProvenIdentity } from './login-client.ts';
import type { SignIn } from './session.ts';

/**
 * The sign-in that a proven identity gives. A phone of several people gives no person yet but the candidates.
 * Refused with PERSON_NOT_FOUND when nobody we know has the number.
 */
export const findIdentity = async (
  { sql, keys }: Pick<Wiring, 'sql' | 'keys'>,
  proven: ProvenIdentity,
): Promise<Result<SignIn, Refused<'PERSON_NOT_FOUND'>>> => {
  const { level, name, subject, idNumber, phone } = proven;
  if (level >= 2) {
    const personId = idNumber === null ? undefined : await findPersonByIdNumber(sql, keys, idNumber);
    return personId ? ok({ personId, level, name, subject, candidates: [] }) : refused('PERSON_NOT_FOUND', { level });
  }
  const candidates = phone === null ? [] : await listPeopleByPhone(sql, keys, phone);
  const [only] = candidates;
  if (!only) return refused('PERSON_NOT_FOUND', { level });
  return candidates.length === 1
    ? ok({ personId: only, level, name, subject, candidates: [] })
    : ok({ personId: null, level, name, subject, candidates });
};
