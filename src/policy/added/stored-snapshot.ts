// A snapshot of the past, rebuilt from what was recorded of it.
import type { Queries } from '../../database/connection.ts';
import type { PolicyRows, Rule } from '../rows.ts';
import { makeSnapshot, type Snapshot } from '../snapshot.ts';
import { findSnapshotContent } from '../snapshots-store.ts';

/**
 * The snapshot under a number, or undefined where none is on record. Of the catalogue only ids are kept: titles are today's.
 * Kinds of rows that its release did not know yet (levels, say) are those of `current`; the gate asked nothing of them then.
 */
export const readStoredSnapshot = async (
  sql: Queries,
  { number, current }: { readonly number: number; readonly current: Snapshot },
): Promise<Snapshot | undefined> => {
  if (number === current.number) return current;
  const content = await findSnapshotContent(sql, number);
  if (content === undefined) return undefined;
  const { rules = [], ...kept } = content;
  const rows: PolicyRows = { ...current.rows, ...kept, rules: rules.map((id) => ruleOf(id, current)) };
  return makeSnapshot(number, rows);
};

const ruleOf = (id: string, { rules }: Snapshot): Rule => rules.get(id) ?? { id, kind: 'PAST', title: id, sources: [] };
