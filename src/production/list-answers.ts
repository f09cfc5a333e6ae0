// What became of the rows of an answer file, in their order, and when that is forgotten.
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { ImportId } from '../database/import-runs.ts';
import { deleteOldAnswerFiles } from '../database/received-import.ts';
import type { AnswerResult } from './answer-file.ts';
import { deleteOldResults, listResults } from './answer-results-store.ts';
import { openResult } from './work-off-answers.ts';

export type KeptResult = { readonly line: number; readonly result: AnswerResult };

const resultsAtOnce = 1_000;

/** All results a page at a time, so that memory stays flat. */
export async function* listAnswers(
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  fileId: ImportId,
): AsyncGenerator<readonly KeptResult[]> {
  let after = 0;
  for (;;) {
    const rows = await listResults(sql, fileId, { after, most: resultsAtOnce });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ line, sealed }) => ({ line, result: openResult(keys, fileId, sealed) }));
    after = last.line;
  }
}

/** Banks fetch results on the same day; reports of imports are kept as long. */
const daysKept = 90;
/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1_000;

/** Forgets old files a slice at a time, their results first; how many rows went. */
export const sweepAnswers = async ({
  sql,
  systemClock,
}: {
  readonly sql: Sql;
  readonly systemClock: () => Temporal.Instant;
}): Promise<number> => {
  const endedBefore = systemClock().subtract({ hours: daysKept * 24 });
  const results = await deleteOldResults(sql, { endedBefore, most: rowsAtOnce });
  return results > 0 ? results : deleteOldAnswerFiles(sql, { endedBefore, most: rowsAtOnce });
};
