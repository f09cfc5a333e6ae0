// The PostgreSQL of the tests: one built-in server in a temporary folder with one migrated template database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connection.ts';
import { startEmbeddedServer } from '../../src/database/embedded-server.ts';
import { migrate } from '../../src/database/migrations.ts';

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
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const server = await startEmbeddedServer(folder, { fsync: false });
    const stop = async (): Promise<void> => {
      await server.stop();
      remove();
    };
    try {
      await makeTemplate(server.url);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: server.url, stop };
  } catch (error) {
    remove();
    throw error;
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
