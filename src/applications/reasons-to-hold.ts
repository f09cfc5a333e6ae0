// What has changed since an application was made that its card may not be made or handed over with (G-38); pure.
import type { PersonRecord } from '../people/person.ts';
import { isDead, isMinor, personFacts } from '../people/person-facts.ts';
import { admit } from '../policy/admit.ts';
import { cooperates } from '../policy/guards-bank.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { ApplicationService } from './application.ts';
import type { HoldReason } from './hold-reasons.ts';

/** What stands on the card itself, by the fact of the record. */
const onCard: Readonly<Record<string, HoldReason>> = { name: 'name-changed', 'id-number': 'id-number-changed' };
export const factsOnCard: readonly string[] = Object.keys(onCard);

export type Recheck = {
  /** As the core system knows them now. */
  readonly person: PersonRecord;
  readonly service: ApplicationService;
  /** It is the second step of a change of bank, which no group's bank binds (R-CHANGEBANK-05). */
  readonly changesBank?: boolean;
  readonly bank: string;
  readonly on: Temporal.PlainDate;
  /** Of `factsOnCard`, those that became known to be others since the application was judged last. */
  readonly changed: readonly string[];
  /** Reasons the bureau let it go on with. */
  readonly released: readonly HoldReason[];
};

/**
 * Asks the gate again with the facts and the rules of the day. That its channel or batch has closed since, or that somebody
 * has come of age, does not matter: the application was admitted. Empty: nothing holds it. What the bureau let go on with
 * is no reason any more; a name that changes once more is a new one.
 */
export const reasonsToHold = (snapshot: Snapshot, recheck: Recheck): readonly HoldReason[] => {
  const { bank, on, changed, released } = recheck;
  const left = cooperates({ snapshot, day: on.toString() }, bank) ? [] : (['bank-left'] as const);
  const found = [...byTheGate(snapshot, recheck), ...left].filter((reason) => !released.includes(reason));
  return [...found, ...changed.flatMap((fact) => onCard[fact] ?? [])];
};

const byTheGate = (snapshot: Snapshot, { person, service, changesBank, bank, on }: Recheck): readonly HoldReason[] => {
  // Whoever holds a card has it replaced by its own bank, insured or not; the dead need none.
  if (service !== 'apply') return isDead(person, on) ? ['death'] : [];
  // Online, where applications are never closed to those whose batch is open: only person and bank are asked about.
  const verdict = admit(snapshot, {
    service: changesBank ? 'change-bank-apply' : 'apply',
    ...{ channel: 'minsheng', on, bank, card: null },
    actor: isMinor(person.birthDate, on) ? 'guardian' : 'holder',
    person: { ...personFacts(person, on), runningApplication: false },
  });
  if (verdict.permitted) return [];
  switch (verdict.code) {
    case 'NOT_INSURED':
      return [person.diedOn === null ? 'not-insured' : 'death'];
    case 'SEPARATE_NOTICE':
      return ['separate-notice'];
    case 'BANK_FIXED':
      return ['bank-fixed'];
    case 'BANK_NOT_COOPERATING':
      // Another bank than the chosen one: that which pays the pension has to issue the card, and cannot.
      return verdict.facts.bank === bank ? [] : ['bank-fixed'];
    default:
      return [];
  }
};
