// What the use cases of a card's life need of the wiring, and how they refuse.
import type { Rejection } from '../audit/command.ts';
import { rejection } from '../audit/command.ts';
import type { Clock } from '../base/clock.ts';
import { dateIn } from '../base/dates.ts';
import { type Refused, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type GuardedAction, type NeededLevel, neededLevel } from '../policy/needed-level.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';
import type { Channel } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Refusal } from '../policy/verdict.ts';

/** The wiring has all of it. */
export type Ground = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly businessClock: Clock;
  readonly systemClock: Clock;
  readonly policy: PolicyHolder;
};

/** The login was not strong enough for the action. */
export type LevelTooLow = Refused<'LEVEL_TOO_LOW', NeededLevel>;

type Proven = {
  readonly action: GuardedAction;
  readonly channel: Channel;
  readonly level: number;
  readonly at: Temporal.Instant;
};

/** The refusal when the policy asks for more than was proved (R-CHAN-20, R-CHAN-21); undefined when it is enough. */
export const levelTooLow = (
  { policy }: Pick<Ground, 'policy'>,
  { action, channel, level, at }: Proven,
): Rejection<LevelTooLow> | undefined => {
  const needed = neededLevel(policy.current(), { action, channel, on: dateIn(at).toString() });
  return level < needed.level ? rejection(refused('LEVEL_TOO_LOW', needed), needed.rules) : undefined;
};

/** The gate said no: its code, and the whole verdict for the words. */
export type NotPermitted = Refused<Refusal['code'], { readonly verdict: Refusal }>;

export const notPermitted = (verdict: Refusal): Rejection<NotPermitted> =>
  rejection(refused(verdict.code, { verdict }), verdict.rules);

/** A bank's name in a language on the day; its code where the policy has no name for it. */
export const bankName = (snapshot: Snapshot, code: string, language: 'zh' | 'en'): string =>
  snapshot.rows.banks.find((bank) => bank.code === code)?.[language] ?? code;
