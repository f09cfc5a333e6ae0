// Whether the rules explain what was answered: commands of one moment in some order, each as it was answered.
import { asOf, type Judge, type Life } from './life.ts';

/** A command that was asked for at a moment, and its answer. */
export type Observed = {
  readonly judge: Judge;
  /** `ok`, or the code of the refusal; null: it may have happened or not, and nobody asked. */
  readonly answer: string | null;
  /** Nobody had an answer at first: it was asked for more than once. */
  readonly isAskedAgain?: boolean;
  /** Commands of the same key: once one has happened, the others are told what it was told. */
  readonly key?: string;
};

/** Of whoever was too slow nothing remains. */
const busy = 'BUSY';

const textOf = (life: Life): string => JSON.stringify(life);

/**
 * What a person's things may be after commands of the same instant, whatever the order in which they took place: one
 * life for each order that gives exactly these answers. Empty: no order does, so the program broke a rule.
 */
export const explain = (start: Life, observed: readonly Observed[], at: number): readonly Life[] => {
  const found = new Map<string, Life>();
  const seen = new Set<string>();
  const follow = (life: Life, left: readonly Observed[]): void => {
    const place = `${left.map((one) => observed.indexOf(one)).join()}|${textOf(life)}`;
    if (seen.has(place)) return;
    seen.add(place);
    if (left.every(({ answer }) => answer === null)) found.set(textOf(life), life);
    for (const one of left) {
      const rest = left.filter((other) => other !== one);
      const twin = observed.find((other) => other !== one && other.key === one.key && !left.includes(other));
      for (const { next, follows } of endings({ life, one, at, twin: one.key === undefined ? undefined : twin }))
        follow(next, follows ? [...rest, { judge: follows, answer: null }] : rest);
    }
  };
  follow(asOf(start, at), observed);
  return [...found.values()];
};

type Step = { readonly life: Life; readonly one: Observed; readonly at: number; readonly twin: Observed | undefined };

const endings = ({ life, one: { judge, answer, isAskedAgain }, at, twin }: Step) => {
  const asBefore = { next: life, follows: undefined };
  if (answer === busy) return [asBefore];
  const isTold = twin?.answer === answer;
  if (isTold && answer === 'ok') return [asBefore];
  const judged = judge(life, at).flatMap(({ answer: expected, next, follows }) => {
    const fits = answer === null || (expected === 'ok' ? answer === 'ok' : expected.includes(answer));
    // Refused, held by the command that follows, cut off before the answer: the second time it is found held.
    const heldAlready = isAskedAgain && follows !== undefined && answer === 'WRONG_STATE';
    return fits || heldAlready ? [{ next, follows }] : [];
  });
  return isTold ? [...judged, asBefore] : judged;
};
