// Guards about what ends or changes for a reason: the reason itself, what is settled elsewhere first, and the account.
import { type Guard, missing } from './asked.ts';
import { wrongState } from './guards-card.ts';
import type { Reason, Service } from './question.ts';

/** The reasons a service knows; a damaged card is no reason to end it (R-CANCEL-01, R-REISSUE-05, R-REISSUE-06). */
const reasonsOf: Partial<Record<Service, readonly Reason[]>> = {
  cancel: ['death', 'settled-abroad', 'transferred-out', 'change-bank', 'other'],
  'exchange-changed': ['name', 'id-number', 'mark'],
};

/** The service that a reason belongs to. */
const serviceOf = (reason: Reason): Service => {
  if (reason === 'damaged') return 'exchange-damaged';
  return reasonsOf.cancel?.includes(reason) ? 'cancel' : 'exchange-changed';
};

/** Another service's reason is that service's matter: nobody's card is ended because it is damaged. */
export const reasonSuits: Guard = ({ question: { service, reason } }) => {
  if (!reason) return service === 'cancel' ? missing('reason') : undefined;
  if (reasonsOf[service]?.includes(reason) !== false) return undefined;
  return {
    code: 'REASON_NOT_ACCEPTED',
    rules: service === 'cancel' ? ['R-CANCEL-01'] : ['R-REISSUE-05'],
    instead: [{ service: serviceOf(reason), channel: 'bank' }],
  };
};

/** R-CANCEL-02, R-REISSUE-05: what ends or changes elsewhere is settled there first. */
export const upstreamIsSettled: Guard = ({ question: { service, reason, person } }) => {
  if (person?.upstreamSettled === undefined) return missing('person.upstreamSettled');
  if (person.upstreamSettled) return undefined;
  return {
    code: 'UPSTREAM_NOT_SETTLED',
    rules:
      service === 'cancel'
        ? ['R-CANCEL-02']
        : reason === 'mark'
          ? ['R-REISSUE-05', 'R-REISSUE-06']
          : ['R-REISSUE-05', 'R-INFO-03'],
    instead: [{ step: service === 'cancel' ? 'settle-upstream' : 'change-upstream' }],
  };
};

/**
 * R-CANCEL-07: the account goes only after the social-security function. The account of a card that a newer one took the
 * place of is closed or moved by its bank (REPLACED_BY_NEW in 3.3-a), so there is nothing left to cancel first.
 */
export const socialSecurityIsCancelled: Guard = ({ question: { card } }) => {
  if (card?.generation === 1 || card?.generation === 2) return undefined;
  if (card?.socialSecurity === undefined) return missing('card.socialSecurity');
  if (card.socialSecurity === 'cancelled') return undefined;
  if (card.socialSecurity === 'replaced')
    return wrongState(['R-CANCEL-07'], 'replaced', [
      { service: 'query-status', channel: 'minsheng' },
      { step: 'call-96066', channel: 'hotline' },
    ]);
  return {
    code: 'CANCEL_SOCIAL_SECURITY_FIRST',
    rules: ['R-CANCEL-07'],
    instead: [
      { service: 'cancel', channel: 'bank' },
      { service: 'cancel', channel: 'street' },
    ],
  };
};

/** An account that was cancelled has ended (3.3-b). */
export const accountIsThere: Guard = ({ question: { card } }) =>
  card?.financial === 'cancelled'
    ? wrongState(['R-CANCEL-04'], 'cancelled', [{ service: 'query-status', channel: 'minsheng' }])
    : undefined;
