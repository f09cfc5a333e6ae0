// Holds the snapshot in force for this process, gives it its number, and takes over what the bureau confirms.
import { CannotStart } from '../base/cannot-start.ts';
import type { Sql } from '../database/connection.ts';
import { findLastDecision, listConfirmedRows } from './added/added-rows-store.ts';
import { checkRows } from './added/check-rows.ts';
import type { RowsProblem } from './dated-rows.ts';
import type { PolicyRows } from './rows.ts';
import { contentOf, digestOf, type Snapshot } from './snapshot.ts';
import { findSnapshotNumber, insertSnapshot } from './snapshots-store.ts';

export type PolicyHolder = {
  readonly current: () => Snapshot;
  /** The rows of the release, without what was added. */
  readonly shipped: PolicyRows;
  /** Takes over what was confirmed or taken back since the last time. */
  readonly refresh: () => Promise<void>;
};

/** A holder of one fixed snapshot: for tests and benches. */
export const holdSnapshot = (snapshot: Snapshot): PolicyHolder => ({
  current: () => snapshot,
  shipped: snapshot.rows,
  refresh: async () => {},
});

/**
 * Lays the confirmed rows of the bureau upon the shipped ones, and finds the number under which the whole is on record, or
 * records it under the next one. What is on record is never changed: a correction gets a number of its own, so every past
 * decision can be explained by what was known then. Safe with several processes starting at once.
 * Throws CannotStart where a release ships rows that what the bureau added contradicts.
 */
export const loadPolicy = async (sql: Sql, shipped: PolicyRows): Promise<PolicyHolder> => {
  let known = await findLastDecision(sql);
  let snapshot = await readSnapshot(sql, shipped);
  return {
    shipped,
    current: () => snapshot,
    refresh: async () => {
      const last = await findLastDecision(sql);
      if (last === known) return;
      snapshot = await readSnapshot(sql, shipped);
      known = last;
    },
  };
};

const readSnapshot = async (sql: Sql, shipped: PolicyRows): Promise<Snapshot> => {
  const checked = checkRows(shipped, await listConfirmedRows(sql));
  if (!checked.ok) throw contradiction(checked.facts.problems);
  const { rows } = checked.value;
  const digest = digestOf(rows);
  const number =
    (await findSnapshotNumber(sql, digest)) ??
    (await sql.begin((transaction) => insertSnapshot(transaction, { digest, content: contentOf(rows) })));
  return { ...checked.value, number };
};

const contradiction = (problems: readonly RowsProblem[]): CannotStart => {
  const pairs = problems.map(({ text }) => text).join('; ');
  return new CannotStart({
    zh: `本版本自带的政策条目与本局补充的条目矛盾（${pairs}）：请先用上一版本更正或撤回补充的条目。`,
    en: `The policy rows of this release contradict rows the bureau added (${pairs}): correct those with the earlier release first.`,
  });
};

/** How long another process may still answer by the old snapshot after somebody confirmed a row. */
const refreshMilliseconds = 1_000;

/** Looks for confirmed rows again and again until the answer is called. An outage shows in every query; the snapshot stays. */
export const followPolicy = (policy: PolicyHolder, report: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => policy.refresh().catch(report), refreshMilliseconds).unref();
  return () => clearInterval(timer);
};
