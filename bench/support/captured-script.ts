// Turns the statements that the program really sends into a script with which pgbench sends the same ones.
import type { Sql } from '../../src/database/connection.ts';

export type Captured = { readonly text: string; readonly parameters: readonly unknown[] };

/** Runs `work` and gives the statements it sent over `sql`, in their order. */
export const capture = async (sql: Sql, work: () => Promise<unknown>): Promise<readonly Captured[]> => {
  const captured: Captured[] = [];
  const debug = (_connection: number, text: string, parameters: readonly unknown[]) =>
    captured.push({ text, parameters: [...parameters] });
  Object.assign(sql.options, { debug });
  await work();
  Object.assign(sql.options, { debug: undefined });
  return captured.filter(({ text }) => /^\s*(with|select)/i.test(text) && !text.includes('pg_catalog'));
};

/** Gives the SQL for a value that must differ from round to round; undefined for one that is written as it is. */
export type Vary = (value: unknown) => string | undefined;

/** The statements with their values written into them. */
export const scriptOf = (captured: readonly Captured[], vary: Vary): string =>
  captured
    .map(({ text, parameters }) =>
      text.replace(/\$(\d+)/g, (_, number: string) => {
        const value = parameters[Number(number) - 1];
        return vary(value) ?? literal(value);
      }),
    )
    .map((text) => `${text.replace(/\s+/g, ' ').trim()};`)
    .join('\n');

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const literal = (value: unknown): string => {
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'::bytea`;
  if (Array.isArray(value)) return quoted(`{${value.join(',')}}`);
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return quoted(value.toString());
  if (typeof value === 'object') return `${quoted(JSON.stringify(value))}::jsonb`;
  return typeof value === 'number' ? String(value) : quoted(String(value));
};
