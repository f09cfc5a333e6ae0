// Deletes pictures that nothing needs any more: of applications never sent, and of those that ended long enough ago.
import type { Clock } from '../base/clock.ts';
import type { Sql } from '../database/connection.ts';
import { deleteExpiredUploads } from './uploads-store.ts';

/** Rows removed in one statement; each holds a picture, so fewer than elsewhere. */
const rowsAtOnce = 200;

/** One round; how many pictures went. */
export const sweepUploads = ({
  sql,
  businessClock,
}: {
  readonly sql: Sql;
  readonly businessClock: Clock;
}): Promise<number> => deleteExpiredUploads(sql, businessClock(), rowsAtOnce);
