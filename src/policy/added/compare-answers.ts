// Which answers of the fixed grid differ between two snapshots or two days, gathered so that people can read it.
import { setImmediate } from 'node:timers/promises';
import { admit } from '../admit.ts';
import { type Group, type Question, type Service, services } from '../question.ts';
import type { Snapshot } from '../snapshot.ts';
import type { RefusalCode, Verdict } from '../verdict.ts';
import { type GridQuestion, questionsOf } from './question-grid.ts';

/** Some rows answer on some day. */
export type Side = { readonly snapshot: Snapshot; readonly on: Temporal.PlainDate };

export type Outcome =
  | { readonly permitted: true; readonly dueOn: string | null }
  | { readonly permitted: false; readonly code: RefusalCode };

/** Answers that changed alike. Each list names what was tried and changed; an empty one says that this made no difference. */
export type Difference = {
  readonly service: Service;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly places: readonly string[];
  readonly groups: readonly Group[];
  readonly districts: readonly string[];
  readonly banks: readonly string[];
  /** Questions of the grid. */
  readonly count: number;
  /** One of them with both its answers, for the words. */
  readonly example: { readonly question: Omit<Question, 'on'>; readonly before: Verdict; readonly after: Verdict };
};

export type Comparison = { readonly asked: number; readonly differences: readonly Difference[] };

const outcomeOf = (verdict: Verdict, isSameDay: boolean): Outcome =>
  verdict.permitted
    ? { permitted: true, dueOn: isSameDay ? verdict.dueOn : null }
    : { permitted: false, code: verdict.code };

type Changed = {
  readonly asked: GridQuestion;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly verdicts: { readonly before: Verdict; readonly after: Verdict };
};

/** Asks every question of the grid on both sides. Other requests are served between two services. */
export const compareAnswers = async (before: Side, after: Side): Promise<Comparison> => {
  const isSameDay = before.on.equals(after.on);
  const snapshots = [before.snapshot, after.snapshot];
  const changed: Changed[] = [];
  let asked = 0;
  for (const service of services) {
    for (const each of questionsOf(service, snapshots)) {
      asked += 1;
      const answer = ({ snapshot, on }: Side): Verdict => admit(snapshot, { ...each.question, on });
      const verdicts = { before: answer(before), after: answer(after) };
      const [then, now] = [outcomeOf(verdicts.before, isSameDay), outcomeOf(verdicts.after, isSameDay)];
      if (JSON.stringify(then) !== JSON.stringify(now))
        changed.push({ asked: each, before: then, after: now, verdicts });
    }
    await setImmediate();
  }
  return { asked, differences: gathered(changed) };
};

const gathered = (changed: readonly Changed[]): readonly Difference[] => {
  const alike = Map.groupBy(changed, ({ asked, before, after }) => JSON.stringify([asked.service, before, after]));
  return [...alike.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const those = <Code extends string>(codeOf: (asked: GridQuestion) => Code | null): readonly Code[] => [
      ...new Set(all.flatMap(({ asked }) => codeOf(asked) ?? [])),
    ];
    return {
      example: { question: first.asked.question, ...first.verdicts },
      ...{ service: first.asked.service, before: first.before, after: first.after, count: all.length },
      ...{ places: those(({ place }) => place), groups: those(({ group }) => group) },
      ...{ districts: those(({ district }) => district), banks: those(({ bank }) => bank) },
    };
  });
};
