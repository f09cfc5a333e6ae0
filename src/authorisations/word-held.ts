// Whether a recorded word lets somebody act for a person in a service on a day; every decision about the person's things asks it.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import { type Agent, type AuthorisationId, type AuthorisationKind, openAgent } from './authorisation.ts';
import type { HeldAuthorisation } from './authorisations-store.ts';

/** A row that brings the person's authorisations along. */
export type Holding = { readonly personId: PersonId; readonly authorisations: readonly HeldAuthorisation[] };

/** Who acts for whom by which authorisation; online it is the agent's own login. */
export type ActingFor = {
  readonly kind: AuthorisationKind;
  readonly authorisationId: AuthorisationId;
  /** The person who is logged in; null: somebody at a counter or on the telephone, checked by staff. */
  readonly agentId: string | null;
  readonly service: string;
  readonly on: Temporal.PlainDate;
};

/** undefined: there is none in force of this id, it is somebody else's, it does not cover the service, or its days are over. */
export const wordHeld = (
  { authorisations }: Holding,
  { kind, authorisationId, agentId, service, on }: ActingFor,
): HeldAuthorisation | undefined =>
  authorisations.find(
    (each) =>
      each.authorisationId === authorisationId &&
      each.kind === kind &&
      (agentId === null || each.agentId === agentId) &&
      (kind === 'guardian' || each.services.includes(coveredBy(service))) &&
      each.from <= on.toString() &&
      on.toString() <= each.until,
  );

/** Whoever may ask how a card is may ask how far it is (R-PROXY-01). */
const coveredBy = (service: string): string => (service === 'query-progress' ? 'query-status' : service);

/** Who acts, as the outlet recorded them. Throws when the row was tampered with. */
export const agentOf = (keys: Keys, { personId, authorisations }: Holding, id: AuthorisationId): Agent | undefined => {
  const held = authorisations.find(({ authorisationId }) => authorisationId === id);
  return held && openAgent(keys, personId, Buffer.from(held.sealed, 'hex'));
};
