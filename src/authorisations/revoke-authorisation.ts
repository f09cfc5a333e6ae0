// Somebody takes their word back, online or at an outlet: from this instant nobody acts for them by it.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import type { PersonId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import type { AuthorisationId } from './authorisation.ts';
import { authorisationLifecycle } from './authorisation-lifecycle.ts';
import { toldOf } from './authorisation-parts.ts';
import { findRevoking, moveToRevoked, type RevokingRow } from './authorisations-store.ts';

export type AuthorisationRevoking = {
  readonly personId: PersonId;
  readonly authorisationId: AuthorisationId;
  /** The person themself, or the clerk who has seen their document. */
  readonly acting: Acting;
  readonly key: string;
};

export type AuthorisationRevoked = { readonly authorisationId: AuthorisationId };

/** GUARDIAN_STAYS: a child cannot dismiss a guardian. */
export type RevokeRefused = Refused<'AUTHORISATION_UNKNOWN' | 'GUARDIAN_STAYS', object> | CommandRefused;

/** in-force → revoked. One that is revoked already is answered as revoked. */
export const revokeAuthorisation = async (
  ground: Ground,
  { personId, authorisationId, acting, key }: AuthorisationRevoking,
): Promise<Result<AuthorisationRevoked, RevokeRefused>> => {
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<RevokingRow, AuthorisationRevoked, RevokeRefused>(ground, {
    action: 'revoke-authorisation',
    acting,
    key: { caller: `${acting.actor}:${acting.actorId}`, key, request: { personId, authorisationId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('AUTHORISATION_UNKNOWN', {}),
    read: (earlierAnswer) => findRevoking(ground.sql, { personId, authorisationId }, earlierAnswer),
    decide: (row) => decide(ground, row, at),
  });
};

const decide = (
  { sql, keys }: Ground,
  row: RevokingRow,
  at: Temporal.Instant,
): Decision<AuthorisationRevoked, RevokeRefused> => {
  const { authorisationId, personId, state, kind } = row;
  if (kind === 'guardian') return rejection(refused('GUARDIAN_STAYS', {}), ['R-PROXY-03']);
  if (!leadsFrom(authorisationLifecycle['revoke-authorisation'], state)) return change({ authorisationId });
  const { to } = authorisationLifecycle['revoke-authorisation'];
  const phone = row.personSealed === null ? null : openPersonal(keys, personId, row.personSealed).phone;
  return change(
    { authorisationId },
    {
      happenings: [
        {
          action: 'revoke-authorisation',
          subject: `authorisation:${authorisationId}`,
          rules: ['R-PROXY-01'],
          facts: { from: state, to },
        },
      ],
      writes: [moveToRevoked(sql, { authorisationId, at })],
    },
    toldOf('authorisation-revoked', phone),
  );
};
