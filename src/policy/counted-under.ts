// Under which group, batch and district an application counts in the figures: those the gate goes by on the day.
import { ask } from './asked.ts';
import { openBatch } from './guards-person.ts';
import type { Question } from './question.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Codes for the event of a submission (R-STATS-05): the group that decides (G-08), the batch under which the person applies,
 * and the district where they are insured; what is not known is left out.
 */
export const countedUnder = (snapshot: Snapshot, question: Question): Readonly<Record<string, string>> => {
  const asked = ask(snapshot, question);
  const batch = openBatch(asked)?.batch;
  const district = question.person?.district;
  return { ...(asked.group && { group: asked.group }), ...(batch && { batch }), ...(district && { district }) };
};
