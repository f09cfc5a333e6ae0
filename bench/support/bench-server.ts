// The PostgreSQL of the benches: `DATABASE_URL`, or a built-in server of the run's own with real durability.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connection.ts';
import { startEmbeddedServer } from '../../src/database/embedded-server.ts';
import { migrate } from '../../src/database/migrations.ts';
import { databaseAt } from '../../test/support/test-server.ts';

export type BenchServer = {
  readonly url: string;
  /** Address of a fresh database with all migrations. */
  readonly createDatabase: () => Promise<string>;
  /** Drops every database made and, if the server is the run's own, ends it and deletes its folder. */
  readonly stop: () => Promise<void>;
};

/** Starts or adopts the server. */
export const startBenchServer = async (): Promise<BenchServer> => {
  const given = process.env.DATABASE_URL;
  const own = given ? undefined : await startOwnServer();
  const url = given ?? own?.url ?? '';
  const names: string[] = [];
  const asAdmin = async (work: (admin: ReturnType<typeof connect>) => Promise<unknown>): Promise<void> => {
    const admin = connect(url, { connections: 1 });
    await work(admin).finally(() => admin.end());
  };
  return {
    url,
    createDatabase: async () => {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      await asAdmin((admin) => admin`create database ${admin(name)}`);
      names.push(name);
      const sql = connect(databaseAt(url, name), { connections: 2 });
      await migrate(sql).finally(() => sql.end());
      return databaseAt(url, name);
    },
    stop: async () => {
      if (own) return own.stop();
      for (const name of names) await asAdmin((admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
};

const startOwnServer = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'yikatong-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startEmbeddedServer(folder);
    return { url: server.url, stop: () => server.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
};
