// What the use cases of a card's life need of the wiring, and how they refuse.
import type { Rejection } from '../audit/command.ts';
import { rejection } from '../audit/command.ts';
import type { Clock } from '../base/clock.ts';
import { type Refused, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';
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

/** Binding services online need login, real name and face or an equal proof (R-CHAN-21). */
export const neededLevel = 3;

/** The gate said no: its code, and the whole verdict for the words. */
export type NotPermitted = Refused<Refusal['code'], { readonly verdict: Refusal }>;

export const notPermitted = (verdict: Refusal): Rejection<NotPermitted> =>
  rejection(refused(verdict.code, { verdict }), verdict.rules);

/** A bank's name in a language on the day; its code where the policy has no name for it. */
export const bankName = (snapshot: Snapshot, code: string, language: 'zh' | 'en'): string =>
  snapshot.rows.banks.find((bank) => bank.code === code)?.[language] ?? code;
