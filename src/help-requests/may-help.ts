// Whether somebody may have help, and on which days: the gate's answer for an application at the door, and the calendar.
import { type Refused, refused } from '../base/result.ts';
import { admit } from '../policy/admit.ts';
import type { Actor, Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted, Verdict } from '../policy/verdict.ts';
import type { HelpKind } from './help-request.ts';

/** Who of each kind stands at the door. */
const atTheDoor: Readonly<Record<HelpKind, Actor>> = { street: 'helper', 'bank-visit': 'bank-staff' };

type Wanted = Pick<Question, 'on' | 'person' | 'card'> & { readonly kind: HelpKind; readonly bank: string | null };

/**
 * Help is help with the application, so it may be had where an application may be made at the door (R-ELDER-02 to
 * R-ELDER-04): no rule of its own, and the words, dates and advice of the gate.
 */
export const helpQuestion = ({ kind, ...asked }: Wanted): Question => ({
  ...asked,
  service: 'apply',
  channel: 'door',
  actor: atTheDoor[kind],
});

export const mayHelp = (snapshot: Snapshot, wanted: Wanted): Verdict => admit(snapshot, helpQuestion(wanted));

/** Days ahead from which to choose; nobody who asks for help today has an appointment in two months. */
const daysAhead = 14;

/**
 * Working days of the next two weeks, from tomorrow on, since somebody has to be found first. In a year whose calendar is not
 * published (G-37) Monday to Friday: a wish, not a time limit.
 */
export const offeredDays = ({ calendar }: Snapshot, today: Temporal.PlainDate): readonly Temporal.PlainDate[] =>
  Array.from({ length: daysAhead }, (_, index) => today.add({ days: index + 1 })).filter(
    (day) => calendar.isWorkday(day.toString()) ?? day.dayOfWeek <= 5,
  );

export type PlaceRefused = Refused<'BANK_MISSING' | 'OUTLET_NOT_STREET' | 'DAY_NOT_OFFERED', object>;

type Choice = {
  readonly kind: HelpKind;
  readonly bank: string | null;
  readonly outletId: string | null;
  readonly wishedOn: Temporal.PlainDate;
};
type Known = {
  readonly snapshot: Snapshot;
  readonly verdict: Permitted;
  readonly today: Temporal.PlainDate;
  /** Of the chosen outlet; null: there is none. */
  readonly outletKind: string | null;
};

/** Whose people come: of a street its outlet, of a bank the fixed one or the one that was chosen; or what is wrong with the choice. */
export const placeOf = (
  { kind, bank, outletId, wishedOn }: Choice,
  { snapshot, verdict, today, outletKind }: Known,
): { readonly ok: true; readonly bank: string | null; readonly outletId: string | null } | PlaceRefused => {
  if (!offeredDays(snapshot, today).some((day) => day.equals(wishedOn))) return refused('DAY_NOT_OFFERED', {});
  if (kind === 'street')
    return outletId !== null && outletKind === 'street'
      ? { ok: true, bank: null, outletId }
      : refused('OUTLET_NOT_STREET', {});
  const whose = bank ?? verdict.fixedBank;
  return whose === null ? refused('BANK_MISSING', {}) : { ok: true, bank: whose, outletId: null };
};
