// Gives every result its rows from the first place on, also after a statement that failed with half its rows sent.

import { keepTransactionWhole } from './whole-transactions.ts';

/** What the driver's own class of a query has that matters here. */
type DriverQuery = Parameters<typeof keepTransactionWhole>[0] & {
  readonly tagged: boolean;
  readonly strings: readonly string[];
  executed: boolean;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  cursorFn?: (rows: unknown) => unknown;
  handle: () => unknown;
};

/**
 * The driver counts the rows of a connection on when a statement ends in an error after its first rows (statement or
 * lock timeout, a connection cut off), so the next result on it begins with as many empty places: the row that was
 * found is not the first one, and somebody would be told that there is none. Known to it as its issues 1119 and 1181,
 * open in 3.4.9. Idempotent; `query` is any query, which is not run.
 */
export const keepRowsInPlace = (query: object): void => {
  const prototype: DriverQuery = Object.getPrototypeOf(query);
  if (mended.has(prototype)) return;
  mended.add(prototype);
  const { handle } = prototype;
  prototype.handle = function (this: DriverQuery) {
    if (!this.executed) {
      watchRows(this);
      keepTransactionWhole(this);
    }
    return handle.call(this);
  };
};

const mended = new WeakSet<object>();

const watchRows = (query: DriverQuery): void => {
  const { resolve, cursorFn } = query;
  query.resolve = (result) => resolve(inPlace(result));
  // The driver's own question for the types of arrays: cut off, nobody would catch it, and the process would end (its
  // issue 1223). The next connection asks again.
  if (!query.tagged && query.strings[0]?.includes('b.typarray')) query.reject = () => resolve([]);
  // A cursor is given its first rows before the driver counts anew.
  if (cursorFn) query.cursorFn = (rows) => cursorFn(inPlace(rows));
};

const inPlace = (result: unknown): unknown => {
  if (!Array.isArray(result)) return result;
  let empty = 0;
  while (empty < result.length && !(empty in result)) empty += 1;
  if (empty > 0) result.splice(0, empty);
  return result;
};
