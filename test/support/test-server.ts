// The PostgreSQL of the tests: one built-in server in a temporary folder with one migrated template database.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connection.ts';
import { takeDataFolder } from '../../src/database/data-folder.ts';
import { startEmbeddedServer } from '../../src/database/embedded-server.ts';
import { migrate } from '../../src/database/migrations.ts';
import { stopOrphan } from '../../src/database/orphan.ts';

/** Environment variable by which `npm test` tells each test file where the server is. */
export const addressVariable = 'YIKATONG_TEST_DATABASE';

/** The database that `testDatabase` clones. */
export const templateName = 'template_migrated';

export type TestServer = {
  /** Address of the server's own database; a clone differs in the path only. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Starts a server of its own; `stop` ends it and deletes its folder. */
export const startTestServer = async (): Promise<TestServer> => {
  await removeLeftovers();
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  takeDataFolder(folder);
  const server = await startEmbeddedServer(folder, { fsync: false });
  stack.defer(server.stop);
  await makeTemplate(server.url);
  // From here on the caller says when it ends.
  const kept = stack.move();
  return { url: server.url, stop: () => kept.disposeAsync() };
};

const prefix = 'yikatong-test-';

/** Ends the servers and deletes the folders of earlier runs that were killed before they could do so themselves. */
const removeLeftovers = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((found) => found.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const isOurs = statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
    // Without its holder's file a folder was made a moment ago, or its server never started.
    if (!isOurs || !existsSync(join(folder, 'yikatong.pid')) || takeDataFolder(folder).heldBy !== undefined) continue;
    await stopOrphan(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
};

const makeTemplate = async (url: string): Promise<void> => {
  const admin = connect(url, { connections: 1 });
  await admin`create database ${admin(templateName)}`.finally(() => admin.end());
  const template = connect(databaseAt(url, templateName), { connections: 2 });
  await migrate(template).finally(() => template.end());
};

/** The same server, another database. */
export const databaseAt = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};
