// What an employer or school has settled for the cards of its people, and whether that binds this person on this day.
import { ask } from './asked.ts';
import { bankChoice } from './guards-bank.ts';
import type { EmployerFacts, Question } from './question.ts';
import type { Snapshot } from './snapshot.ts';

export type Presets = {
  /** The way the card takes; null: free to choose. */
  readonly delivery: 'mail' | 'outlet' | null;
  /** Where the account is opened, for who takes this bank; null: free to choose. */
  readonly outlet: NonNullable<EmployerFacts['presetOutlet']> | null;
};

const none: Presets = { delivery: null, outlet: null };

/** Rules of the two, in the order of `Presets`. */
export const presetRules = { delivery: ['R-GROUP-10', 'R-GROUP-20'], outlet: ['R-GROUP-10'] } as const;

/**
 * R-GROUP-10, R-GROUP-20: it binds whoever is bound to the banks of the employer or school, so in the centralized phase
 * and in a group order; who applies alone from 2026 on is not bound (C-34). Pure, as the gate is.
 */
export const presetsFor = (snapshot: Snapshot, question: Question): Presets => {
  const employer = question.person?.employer;
  if (!employer || bankChoice(ask(snapshot, question))?.choice !== 'employer-set') return none;
  return { delivery: employer.presetDelivery ?? null, outlet: employer.presetOutlet ?? null };
};
