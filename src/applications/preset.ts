// Holds what somebody chose against what their employer or school has settled for them (R-GROUP-10, R-GROUP-20).
import { type Rejection, rejection } from '../audit/command.ts';
import { type Refused, refused } from '../base/result.ts';
import { presetRules, presetsFor } from '../policy/employer-presets.ts';
import type { Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';

export type PresetBroken = Refused<'PRESET_BY_EMPLOYER', { readonly field: 'delivery' | 'outlet' }>;

export type Settling = {
  readonly bank: string;
  readonly delivery: string;
  /** null: left open, which is what one may do with what is settled. */
  readonly outletId: string | null;
};

/** The outlet of the account, which may be the settled one; or a rejection where another way or outlet was named. */
export const settledOutlet = (
  snapshot: Snapshot,
  question: Question,
  { bank, delivery, outletId }: Settling,
): { readonly ok: true; readonly outletId: string | null } | Rejection<PresetBroken> => {
  const presets = presetsFor(snapshot, question);
  if (presets.delivery !== null && presets.delivery !== delivery)
    return rejection(refused('PRESET_BY_EMPLOYER', { field: 'delivery' }), presetRules.delivery);
  const settled = presets.outlet?.bank === bank ? presets.outlet.outletId : null;
  if (settled !== null && outletId !== null && outletId !== settled)
    return rejection(refused('PRESET_BY_EMPLOYER', { field: 'outlet' }), presetRules.outlet);
  return { ok: true, outletId: settled ?? outletId };
};
