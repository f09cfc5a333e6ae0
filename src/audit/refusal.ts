// A refused command as it is remembered: who wanted what, when, and why it was not done.
import type { Brand, PersonId } from '../base/ids.ts';
import { canonicalText } from './canonical-text.ts';
import type { Acting } from './event.ts';

export type RefusalId = Brand<string, 'RefusalId'>;

/** One row of `refusals`. `at` counts by the business clock, whole milliseconds. */
export type RefusedCommand = Acting & {
  readonly personId: PersonId;
  readonly refusalId: RefusalId;
  readonly at: Temporal.Instant;
  readonly action: string;
  readonly code: string;
  readonly rules: readonly string[];
  readonly policySnapshot: number;
};

export type RecordedRefusal = RefusedCommand & { readonly mac: Uint8Array };

const refusalDomain = 'yikatong-refusal-1';

/** The text whose MAC proves a refusal. */
export const refusalText = (refusal: RefusedCommand): string =>
  canonicalText(refusalDomain, [
    refusal.personId,
    refusal.refusalId,
    String(refusal.at.epochMilliseconds),
    refusal.action,
    refusal.actor,
    refusal.actorId,
    refusal.channel,
    refusal.outlet,
    refusal.bank,
    refusal.code,
    refusal.rules,
    String(refusal.policySnapshot),
  ]);
