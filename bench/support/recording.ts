// The statements of one submission as the program really sends them: recorded, never written down a second time.
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { arrayOf } from '../../src/database/array-literal.ts';
import { connect } from '../../src/database/connection.ts';
import { openWiring } from '../../src/wiring.ts';
import type { LoggedIn } from '../../test/support/logged-in.ts';
import { submitRequest } from './submit-plan.ts';

/** A statement with `$1`, `$2` …; the type of each as the database sees it, and the values as text (null: none). */
export type Recorded = {
  readonly statement: string;
  readonly types: readonly string[];
  readonly values: readonly (string | null)[];
};

export type Recording = { readonly url: string; readonly folder: string; readonly now: Temporal.Instant };

/** Lets one person submit through the whole program inside this process, twice removed from the network only. */
export const recordSubmission = async (
  { url, folder, now }: Recording,
  applicant: LoggedIn,
): Promise<readonly Recorded[]> => {
  await using stack = new AsyncDisposableStack();
  const settings = { YIKATONG_DATA: folder, DATABASE_URL: url, YIKATONG_NOW: now.toString(), LOG_LEVEL: 'silent' };
  const config = readConfig(settings, 'web');
  const sent: { statement: string; values: readonly unknown[] }[] = [];
  // One connection, so that it knows every statement that was prepared.
  const sql = connect(url, { connections: 1, watch: (statement, values) => sent.push({ statement, values }) });
  stack.defer(() => sql.end());
  const wiring = { ...(await openWiring(config, url, { log: pino({ level: 'silent' }), stack })), sql };
  const app = await buildApp(wiring);
  stack.defer(() => app.close());
  // The driver's own questions about types come with its first query.
  await sql`select 1`;
  sent.length = 0;
  const { method, path, headers, body } = submitRequest(applicant, config.baseUrl.origin);
  const answer = await app.inject({ method, url: path, headers, payload: body });
  // What is still on its way when the answer is out belongs to the submission too.
  await pause(100);
  if (answer.statusCode !== 303 || !/^\/applications\/.+\/submitted$/.test(answer.headers.location ?? ''))
    throw new Error(`the recorded submission got ${answer.statusCode} ${answer.headers.location} ${answer.body}`);
  const recorded = sent.slice();
  const prepared = await sql<{ statement: string; types: string[] }[]>`
    select statement, parameter_types::text[] as types from pg_prepared_statements`;
  return recorded.map(({ statement, values }) => {
    const types = prepared.find((one) => one.statement === statement)?.types;
    if (!types) throw new Error(`not prepared: ${statement}`);
    return { statement, types, values: values.map((value, index) => textOf(value, types[index])) };
  });
};

/** A value as PostgreSQL reads it from text. */
const textOf = (value: unknown, type: string | undefined): string | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return arrayOf(value);
  if (type === 'jsonb') return JSON.stringify(value);
  return String(value);
};
