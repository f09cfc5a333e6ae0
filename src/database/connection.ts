// The connection to PostgreSQL: a pool, and how values of the database become values of the program.
import postgres from 'postgres';
import { CannotStart, errorCode } from '../base/cannot-start.ts';
import { driverSocket } from './driver-socket.ts';
import { keepRowsInPlace } from './rows-in-place.ts';

/** Oldest PostgreSQL the SQL of this program is tested with. */
const oldestMajor = 16;

const text = (value: Temporal.PlainDate | Temporal.Instant | string): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant) return value.toString();
  throw new TypeError('a date goes to the database as Temporal.PlainDate or Temporal.Instant, never as Date');
};

const wholeNumber = (raw: string): number => {
  const value = Number(raw);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database does not fit a number');
  return value;
};

/** `date` ↔ Temporal.PlainDate, `timestamptz` ↔ Temporal.Instant, `bigint` → number (throws when it would lose digits). */
const types = {
  plainDate: { to: 1082, from: [1082], serialize: text, parse: (raw: string) => Temporal.PlainDate.from(raw) },
  instant: { to: 1184, from: [1184], serialize: text, parse: (raw: string) => Temporal.Instant.from(raw) },
  bigint: { to: 20, from: [20], serialize: (value: number | bigint) => value.toString(), parse: wholeNumber },
};

type Values = { plainDate: Temporal.PlainDate; instant: Temporal.Instant; bigint: number };
export type Sql = postgres.Sql<Values>;
/** What runs queries: the pool or a transaction. */
export type Queries = postgres.ISql<Values>;

export type ConnectionLimits = {
  /** Connections of this process; 8 was fastest where it was measured, 32 slower. */
  readonly connections?: number;
  /** Shown by pg_stat_activity. */
  readonly name?: string;
  /** Told every statement as it goes out, with its values as the program has them: for measuring and tests. */
  readonly watch?: (statement: string, values: readonly unknown[]) => void;
};

/** A pool of connections; opens none until the first query. Nothing waits longer than 15 s, no lock longer than 5 s. */
export const connect = (url: string, limits: ConnectionLimits = {}): Sql => {
  const sql = postgres(url, {
    max: limits.connections ?? 8,
    types,
    onnotice: () => {},
    connect_timeout: 10,
    ...driverSocket(url),
    ...(limits.watch && { debug: (_connection, statement, values) => limits.watch?.(statement, values) }),
    connection: {
      application_name: limits.name ?? 'yikatong',
      TimeZone: 'UTC',
      statement_timeout: 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  keepRowsInPlace(sql`select`);
  return sql;
};

/** The address without user and password, fit for a message or a log. */
export const publicAddress = (url: string): string => {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
};

const outOfReach = (url: string, error: unknown): CannotStart => {
  const reason = errorCode(error) || (error instanceof Error ? error.message : String(error));
  return new CannotStart({
    zh: `无法连接数据库 ${publicAddress(url)}（${reason}）：请检查 DATABASE_URL 以及数据库是否已启动。`,
    en: `The database at ${publicAddress(url)} is out of reach (${reason}): check DATABASE_URL and that it runs.`,
  });
};

/** Makes sure that the server answers and is new enough. Throws CannotStart when it is not. */
export const checkServer = async (sql: Sql, url: string): Promise<void> => {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`.catch(
    (error: unknown) => {
      throw outOfReach(url, error);
    },
  );
  const major = Math.floor((row?.version ?? 0) / 10_000);
  if (major < oldestMajor)
    throw new CannotStart({
      zh: `数据库 ${publicAddress(url)} 是 PostgreSQL ${major}，需要 ${oldestMajor} 或更新的版本。`,
      en: `The database at ${publicAddress(url)} is PostgreSQL ${major}; ${oldestMajor} or newer is needed.`,
    });
};
