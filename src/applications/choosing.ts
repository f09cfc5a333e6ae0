// What both ways of choosing again share: who chooses, and what is read for it.
import type { PersonId } from '../base/ids.ts';
import { type Refused, refused } from '../base/result.ts';
import type { Actor, Channel } from '../policy/question.ts';
import { type DeliveryChoice, outletOfChoice } from './delivery-choice.ts';
import type { LevelTooLow } from './use-case.ts';

export type Choosing = {
  /** Whose application it is. */
  readonly personId: PersonId;
  readonly actor: Extract<Actor, 'holder' | 'guardian'>;
  readonly actorId: string;
  readonly level: number;
  readonly channel: Channel;
  /** The form's key: the same click again is the same choice. */
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
  readonly choice: DeliveryChoice;
};

export type ChoosingRefused =
  | Refused<'APPLICATION_UNKNOWN' | 'NOTHING_TO_CHOOSE' | 'OUTLET_NOT_OF_BANK', object>
  | LevelTooLow;

/** R-DELIV-03, R-GROUP-11: card and account are at an outlet of their own bank. */
export const outletProblem = (
  choice: DeliveryChoice,
  { outletBank, bank }: { readonly outletBank: string | null; readonly bank: string },
): Refused<'OUTLET_NOT_OF_BANK', object> | undefined =>
  outletOfChoice(choice) !== null && outletBank !== bank ? refused('OUTLET_NOT_OF_BANK', {}) : undefined;
