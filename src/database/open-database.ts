// Which PostgreSQL this process works with: the one of DATABASE_URL, or the built-in one of the data folder.
import type { CannotStart } from '../base/cannot-start.ts';
import type { Config } from '../config.ts';
import { checkServer, connect } from './connection.ts';
import { folderInUse, takeDataFolder } from './data-folder.ts';
import { addressOfRunning, startEmbeddedServer } from './embedded-server.ts';

export type Database = {
  readonly url: string;
  /** Settles when our own server ends although nobody stopped it; never for a server that is not ours. */
  readonly lost: Promise<CannotStart>;
};

const notOurs = { lost: new Promise<CannotStart>(() => {}) };

/**
 * Opens the database and makes sure it is one we can use; what was started is stopped with `stack`.
 * A demo needs the data folder for itself; other commands join a program that runs on it.
 */
export const openDatabase = async (config: Config, stack: AsyncDisposableStack): Promise<Database> => {
  const database = await findDatabase(config, stack);
  const sql = connect(database.url, { connections: 1 });
  await checkServer(sql, database.url).finally(() => sql.end({ timeout: 1 }));
  return database;
};

const findDatabase = async (config: Config, stack: AsyncDisposableStack): Promise<Database> => {
  const { dataFolder, databaseUrl, demo } = config;
  if (databaseUrl && !demo) return { url: databaseUrl, ...notOurs };
  const folder = takeDataFolder(dataFolder);
  if (folder.heldBy !== undefined) {
    if (demo) throw folderInUse(dataFolder, folder.heldBy);
    return { url: addressOfRunning(dataFolder), ...notOurs };
  }
  stack.defer(folder.release);
  if (databaseUrl) return { url: databaseUrl, ...notOurs };
  const server = await startEmbeddedServer(dataFolder);
  stack.defer(server.stop);
  return server;
};
