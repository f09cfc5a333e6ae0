// How far people come in the form of an application: its pages in their order, counted by nobody's name.
import { randomInt } from 'node:crypto';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { upsertFormSteps } from './form-steps-store.ts';

/** Pages everybody goes through; those that an answer opens count with the page before. */
export const formSteps = [
  'record',
  'contact',
  'occupation',
  'tax',
  'id-photos',
  'card-photo',
  'bank',
  'outlet',
  'delivery',
] as const;
export type FormStep = (typeof formSteps)[number];

/** Pages that have been answered for the first time when `step` is, after `reached`; none when somebody went back. */
export const stepsReached = (reached: FormStep | undefined, step: FormStep): readonly FormStep[] =>
  formSteps.slice(reached === undefined ? 0 : formSteps.indexOf(reached) + 1, formSteps.indexOf(step) + 1);

/** Rows that a page's count of a day lies in: few enough to add up, enough that two people rarely wait for each other. */
const pieces = 16;

/** Counts people who have come to these pages, beside the statement that saves what they answered. */
export const countFormSteps = (
  sql: Sql,
  { day, steps }: { readonly day: Temporal.PlainDate; readonly steps: readonly FormStep[] },
): Fragment => upsertFormSteps(sql, { day, steps, piece: randomInt(pieces) });
