// Ends a transaction with its connection: nothing more of it is sent, neither into nothing nor on another connection.

/** What the driver's own class of a connection has that matters here. */
type DriverConnection = {
  /** One of its own for each transaction; null once that is over, or the connection is closed. */
  readonly reserved: object | null | undefined;
  execute: (query: DriverQuery) => unknown;
};
type DriverQuery = {
  /** Through which it was asked: the pool's, or one of its own for each transaction. */
  readonly handler: object;
  readonly options?: { onexecute?: (connection: DriverConnection) => unknown };
  readonly reject: (error: unknown) => void;
};

/**
 * Where a connection is cut within a transaction, the driver sends a rollback into a socket that is not there any more, which
 * nobody can catch and which ends the process; what else the transaction asks it would send on whatever connection took its
 * place, outside of any transaction (3.4.9). Both are refused with CONNECTION_CLOSED. Called with each query before it is sent.
 */
export const keepTransactionWhole = ({ options, handler: pool }: DriverQuery): void => {
  const onexecute = options?.onexecute;
  if (!options || !onexecute) return;
  options.onexecute = (connection) => {
    guard(connection, pool);
    return onexecute(connection);
  };
};

const guarded = new WeakSet<object>();

const guard = (connection: DriverConnection, pool: object): void => {
  if (guarded.has(connection)) return;
  guarded.add(connection);
  const { execute } = connection;
  const reservedFor = new WeakMap<object, object>();
  connection.execute = (query) => {
    const { handler } = query;
    if (handler === pool) return execute(query);
    const { reserved } = connection;
    const known = reservedFor.get(handler) ?? reserved;
    if (known) reservedFor.set(handler, known);
    if (reserved && reserved === known) return execute(query);
    query.reject(
      Object.assign(new Error('the connection of the transaction is closed'), { code: 'CONNECTION_CLOSED' }),
    );
    return true;
  };
};
