// How many questions the policy gate decides in a second of one core, verdicts only.
import { admit } from '../src/policy/admit.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import type { Question } from '../src/policy/question.ts';
import { makeSnapshot } from '../src/policy/snapshot.ts';
import { mixedQuestions } from './support/mixed-questions.ts';
import type { Row } from './support/row.ts';

export const name = 'admit(): verdicts of the policy gate';

const questionCount = 10_000;
const warmUpRounds = 20;
const measuredSeconds = 3;

export const run = async (): Promise<readonly Row[]> => {
  const snapshot = makeSnapshot(1, beijing);
  const countPermitted = (questions: readonly Question[]): number =>
    questions.reduce((permitted, question) => permitted + (admit(snapshot, question).permitted ? 1 : 0), 0);
  const mixed = mixedQuestions(questionCount);
  const permitted = mixed.filter((question) => admit(snapshot, question).permitted);
  const refused = mixed.filter((question) => !admit(snapshot, question).permitted);
  const share = Math.round((permitted.length / questionCount) * 100);
  return [
    {
      what: `admit(), mixed questions, ${share} % permitted`,
      measured: decisionsPerSecond(mixed, countPermitted),
      unit: '/s',
      goal: { atLeast: 200_000 },
    },
    { what: 'admit(), the permitted ones alone', measured: decisionsPerSecond(permitted, countPermitted), unit: '/s' },
    { what: 'admit(), the refused ones alone', measured: decisionsPerSecond(refused, countPermitted), unit: '/s' },
  ];
};

/** Of this thread's own processor time, so that other programs on the machine do not count. */
const decisionsPerSecond = (
  questions: readonly Question[],
  countPermitted: (questions: readonly Question[]) => number,
): number => {
  const permitted = countPermitted(questions);
  for (let round = 0; round < warmUpRounds; round += 1) countPermitted(questions);
  const began = performance.now();
  const before = process.threadCpuUsage();
  let rounds = 0;
  for (; performance.now() - began < measuredSeconds * 1000; rounds += 1) {
    if (countPermitted(questions) !== permitted) throw new Error('the same questions were decided differently');
  }
  const { user, system } = process.threadCpuUsage(before);
  return (rounds * questions.length) / ((user + system) / 1e6);
};
