// Rows for COPY: gathered by table, written in one go.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Queries } from '../database/connection.ts';

export type Value =
  | string
  | number
  | boolean
  | Uint8Array
  | Temporal.Instant
  | Temporal.PlainDate
  | readonly string[]
  | null;
export type Row = Readonly<Record<string, Value>>;

/** Rows of several tables, in the order of the tables' first rows. */
export class Rows {
  readonly #lines = new Map<string, { readonly columns: readonly string[]; readonly lines: string[] }>();

  /** All rows of a table name the same columns. */
  add(table: string, row: Row): void {
    const columns = Object.keys(row);
    const known = this.#lines.get(table) ?? { columns, lines: [] };
    this.#lines.set(table, known);
    known.lines.push(known.columns.map((column) => textOf(row[column] ?? null)).join('\t'));
  }

  async write(session: Queries): Promise<void> {
    for (const [table, { columns, lines }] of this.#lines) {
      const copy = await session`copy ${session(table)} (${session(columns)}) from stdin`.writable();
      await pipeline(Readable.from([`${lines.join('\n')}\n`]), copy);
    }
  }
}

/** A value in the text form of COPY. */
const textOf = (value: Value): string => {
  if (value === null) return '\\N';
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'object' && 'length' in value)
    return escaped(`{${value.map((one) => JSON.stringify(one)).join(',')}}`);
  return escaped(String(value));
};

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
