// An application from the click to the card in the hand: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import { type Lifecycle, leadsFrom, type Transition } from '../base/lifecycle.ts';
import type { ApplicationService } from './application.ts';

export const applicationStates = [
  'submitted',
  'in-production',
  'produced',
  'ready-for-pickup',
  'collected',
  'mailed',
  'received',
  'returned',
  'account-refused',
  'rejected',
  'withdrawn',
  'on-hold',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** A person has at most one application in these states (C-56); the index `one_running_application` says the same. */
export const runningStates = [
  'submitted',
  'in-production',
  'produced',
  'ready-for-pickup',
  'mailed',
  'returned',
  'on-hold',
] as const;

/** Where the bureau can still stop a card: it is made or lies somewhere, but not on its way or in the hand (G-38). */
const holdableStates = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'returned'] as const;
export type HoldableState = (typeof holdableStates)[number];

/** State table 3.3-f of the rules, for individuals. */
export const applicationLifecycle = {
  'submit-application': { from: [], to: 'submitted', by: ['holder', 'guardian', 'helper', 'staff'] },
  // A new card for one that is lost (补领), or for one that is there (换领).
  'request-reissue': { from: [], to: 'submitted', by: ['holder', 'guardian', 'staff'] },
  'request-exchange': { from: [], to: 'submitted', by: ['holder', 'guardian', 'staff'] },
  // Until the bank has taken the order over, at the earliest after the time to withdraw.
  'withdraw-application': { from: ['submitted'], to: 'withdrawn', by: ['holder', 'guardian'] },
  'report-account-opened': { from: ['submitted'], to: 'in-production', by: ['bank'] },
  'report-account-refused': { from: ['submitted'], to: 'account-refused', by: ['bank'] },
  // The same application, another bank, a new last day (G-39).
  'choose-another-bank': { from: ['account-refused'], to: 'submitted', by: ['holder', 'guardian'] },
  // Something it was decided upon has changed, or the bureau looks into it; `releaseTo` leads back (G-38).
  'hold-application': { from: [...holdableStates], to: 'on-hold', by: ['system', 'staff'] },
  // The bureau sends it back; the person corrects it under the same number, with a new last day (3.3-f).
  'reject-application': { from: ['submitted', 'on-hold'], to: 'rejected', by: ['staff'] },
  'resubmit-application': { from: ['rejected'], to: 'submitted', by: ['holder', 'guardian'] },
  'report-produced': { from: ['in-production'], to: 'produced', by: ['bank'] },
  'report-mailed': { from: ['produced'], to: 'mailed', by: ['bank'] },
  'report-ready-at-outlet': { from: ['produced'], to: 'ready-for-pickup', by: ['bank'] },
  'report-handed-over': { from: ['ready-for-pickup'], to: 'collected', by: ['bank'] },
  // Back from the post, or nobody came for it; the bank keeps it until the person has chosen again (G-40).
  'report-returned': { from: ['mailed', 'ready-for-pickup'], to: 'returned', by: ['bank'] },
  'choose-delivery-again': { from: ['returned'], to: 'produced', by: ['holder', 'guardian'] },
  // Who enables a mailed card has received it (R-ENABLE-01).
  'receive-card': { from: ['mailed'], to: 'received', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
  // A mistaken act undone by two of staff: the card lies at the outlet again, or is on its way.
  'undo-hand-over': { from: ['collected'], to: 'ready-for-pickup', by: ['staff'] },
  'undo-receive-card': { from: ['received'], to: 'mailed', by: ['staff'] },
} as const satisfies Lifecycle<ApplicationState, EventActor>;

/** R-LOSS-15: with a re-issue the lost card ends for good, so there is nothing to take back. */
export const isWithdrawable = ({
  service,
  state,
}: {
  readonly service: ApplicationService;
  readonly state: ApplicationState;
}): boolean => service !== 'reissue' && leadsFrom(applicationLifecycle['withdraw-application'], state);

export const isHoldable = (state: ApplicationState): state is HoldableState =>
  holdableStates.some((holdable) => holdable === state);

/** The bureau lets it go on exactly where it stood when it was held. */
export const releaseTo = <State extends HoldableState>(state: State) =>
  ({ from: ['on-hold'], to: state, by: ['staff'] }) as const satisfies Transition<ApplicationState, EventActor>;

/** In these a card waits for its person: at an outlet, or back at its bank. */
export const waitingStates: readonly ApplicationState[] = ['ready-for-pickup', 'returned'];

export type ApplicationAction = keyof typeof applicationLifecycle;
