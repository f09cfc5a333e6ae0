// What the decision about a replacement reads beside the card: whether something runs, what changed since, and the outlets.

import { askColumns, askJoin, changedSinceMade } from '../cards/card-row.ts';
import { findCardWith, type Wanted } from '../cards/enabling-store.ts';
import type { LossRow } from '../cards/loss-store.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { runningStates } from './application-lifecycle.ts';

export type ReplacementRow = LossRow & {
  /** Another application runs. */
  readonly running: boolean;
  /** Of `recordedReasons`, what the record learned after the card was made. */
  readonly changedFacts: readonly string[];
  /** Of the outlet where the person stands. */
  readonly isInstant: boolean;
  /** Bank of the outlet where the card shall lie; null: none was chosen, or there is none of this name. */
  readonly chosenBank: string | null;
};

export const findReplacement = (
  sql: Sql,
  { chosenOutlet, ...wanted }: Wanted & { readonly chosenOutlet: string | null },
  earlierAnswer: Fragment,
): Promise<ReplacementRow | undefined> => {
  const more = sql`, ${askColumns(sql)}, 0 as "lossesOfYear",
    exists (select from applications others where others.person_id = people.person_id
      and others.state = any(${runningStates})) as running,
    ${changedSinceMade(sql)} as "changedFacts", coalesce(outlets.instant, false) as "isInstant",
    (select bank from outlets chosen where chosen.outlet_id = ${chosenOutlet}) as "chosenBank"`;
  return findCardWith<ReplacementRow>(sql, { ...wanted, more, joins: askJoin(sql) }, earlierAnswer);
};
