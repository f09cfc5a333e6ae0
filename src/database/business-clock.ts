// The business clock of a demo: system time plus an offset that all processes of the database share.
import { CannotStart } from '../base/cannot-start.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Config } from '../config.ts';
import type { Sql } from './connection.ts';

/** The first day on which anyone in the city can apply in the regular phase, at opening time. */
const firstDemoInstant = Temporal.Instant.from('2025-10-09T09:00:00+08:00');

/** How long another process may still see the old offset after somebody moved the clock. */
const refreshMilliseconds = 1_000;

export type BusinessClock = {
  readonly now: Clock;
  /** Sets the clock; time runs on from `to`. Undefined in production. */
  readonly move: ((to: Temporal.Instant) => Promise<void>) | undefined;
  /** Ends the refreshing. */
  readonly stop: () => void;
};

const findOffset = async (sql: Sql): Promise<number | undefined> => {
  const [row] = await sql<{ offsetMilliseconds: number }[]>`
    select offset_milliseconds as "offsetMilliseconds" from business_clock`;
  return row?.offsetMilliseconds;
};

const upsertOffset = (sql: Sql, offset: number): Promise<unknown> => sql`
  insert into business_clock (offset_milliseconds) values (${offset}::bigint)
  on conflict (single) do update set offset_milliseconds = excluded.offset_milliseconds`;

const insertFirstOffset = (sql: Sql, offset: number): Promise<unknown> => sql`
  insert into business_clock (offset_milliseconds) values (${offset}::bigint) on conflict (single) do nothing`;

const offsetOf = (instant: Temporal.Instant): number => instant.epochMilliseconds - systemClock().epochMilliseconds;

/**
 * Opens the clock. Production: system time, and CannotStart when the database carries a demo's clock. A demo: starts at
 * YIKATONG_NOW whenever that is given, else goes on where the database says, else begins on the first demo day.
 */
export const openBusinessClock = async (sql: Sql, config: Config): Promise<BusinessClock> => {
  if (config.production) return productionClock(sql);
  if (config.now) await upsertOffset(sql, offsetOf(config.now));
  else if (config.demo) await insertFirstOffset(sql, offsetOf(firstDemoInstant));
  let offset = (await findOffset(sql)) ?? 0;
  const refresh = async (): Promise<void> => {
    offset = (await findOffset(sql)) ?? 0;
  };
  // An outage of the database shows in every query; the clock simply keeps the offset it knows.
  const timer = setInterval(() => refresh().catch(() => {}), refreshMilliseconds).unref();
  return {
    now: () => systemClock().add({ milliseconds: offset }),
    move: async (to) => {
      await upsertOffset(sql, offsetOf(to));
      await refresh();
    },
    stop: () => clearInterval(timer),
  };
};

const productionClock = async (sql: Sql): Promise<BusinessClock> => {
  if ((await findOffset(sql)) !== undefined)
    throw new CannotStart({
      zh: '数据库中有演示用的业务时钟（表 business_clock）：演示数据不能用于生产环境。',
      en: "The database carries a demo's clock (table business_clock): demo data does not run in production.",
    });
  return { now: systemClock, move: undefined, stop: () => {} };
};
