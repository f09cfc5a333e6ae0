// 即时制卡 stage by stage: which step leads from where to where; the only place that says so (R-PROD-02, R-PROD-08).
import { isOneOf } from '../base/one-of.ts';

/** In the order of the work; `done` and `abandoned` are the ends. */
export const instantStates = [
  'checked',
  'account-open',
  'photo-confirmed',
  'personalised',
  'printed',
  'verified',
  'handed-over',
  'done',
  'abandoned',
] as const;
export type InstantState = (typeof instantStates)[number];

type Step = { readonly from: readonly InstantState[]; readonly to: InstantState };

/** Steps of the clerk, one button each. */
export const instantStages = {
  'open-account': { from: ['checked'], to: 'account-open' },
  'confirm-photo': { from: ['account-open'], to: 'photo-confirmed' },
  personalise: { from: ['photo-confirmed'], to: 'personalised' },
  print: { from: ['personalised'], to: 'printed' },
  verify: { from: ['printed'], to: 'verified' },
  'hand-over': { from: ['verified'], to: 'handed-over' },
  enable: { from: ['handed-over'], to: 'done' },
} as const satisfies Readonly<Record<string, Step>>;
export type InstantStage = keyof typeof instantStages;

export const stageNames = [
  'open-account',
  'confirm-photo',
  'personalise',
  'print',
  'verify',
  'hand-over',
  'enable',
] as const satisfies readonly InstantStage[];

/** A blank that came to nothing: the next one begins where the first did. */
export const spoiling = {
  from: ['photo-confirmed', 'personalised', 'printed'],
  to: 'photo-confirmed',
} as const satisfies Step;

/** Left to the bank's ordinary production; from `personalised` on there is a card, which is finished or spoiled first. */
export const abandoning = {
  from: ['checked', 'account-open', 'photo-confirmed'],
  to: 'abandoned',
} as const satisfies Step;

/** The step that comes next; undefined: none does. */
export const nextStage = (state: InstantState): InstantStage | undefined =>
  stageNames.find((stage) => isOneOf<InstantState>(instantStages[stage].from, state));

/** Whether a step was done before: whoever asks for it again is answered, and nothing happens twice. */
export const isPast = (state: InstantState, stage: InstantStage): boolean =>
  state !== 'abandoned' && instantStates.indexOf(state) >= instantStates.indexOf(instantStages[stage].to);
