// Statistics for the planner after many rows came in at once.
import type { Sql } from './connection.ts';

/** Without statistics the first queries on millions of rows would be planned as for a few. */
export const analyze = async (sql: Sql): Promise<void> => {
  const session = await sql.reserve();
  try {
    await session`set statement_timeout = 0`;
    await session`analyze`;
  } finally {
    await session`reset statement_timeout`;
    session.release();
  }
};
