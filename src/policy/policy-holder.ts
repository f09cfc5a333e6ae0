// Holds the snapshot in force for this process and gives it its number.
import type { Sql } from '../database/connection.ts';
import type { PolicyRows, Rule } from './rows.ts';
import { digestOf, makeSnapshot, type Snapshot } from './snapshot.ts';
import { findSnapshotNumber, insertSnapshot } from './snapshots-store.ts';

export type PolicyHolder = { readonly current: () => Snapshot };

/** A holder of one fixed snapshot: for tests, benches and the program itself between two changes of the rows. */
export const holdSnapshot = (snapshot: Snapshot): PolicyHolder => ({ current: () => snapshot });

/**
 * Finds the number under which these rows are on record, or records them under the next one. Rows once recorded are
 * never changed: a correction gets a number of its own, so every past decision can be explained by what was known then.
 * Safe with several processes starting at once.
 */
export const loadPolicy = async (sql: Sql, rows: PolicyRows): Promise<PolicyHolder> => {
  const digest = digestOf(rows);
  const number =
    (await findSnapshotNumber(sql, digest)) ?? (await insertSnapshot(sql, { digest, content: contentOf(rows) }));
  return holdSnapshot(makeSnapshot(number, rows));
};

/** What is kept of a snapshot: every row; of the catalogue only which rules there were. */
const contentOf = ({
  rules,
  ...rows
}: PolicyRows): Omit<PolicyRows, 'rules'> & { readonly rules: readonly Rule['id'][] } => ({
  ...rows,
  rules: rules.map((rule) => rule.id),
});
