// A fresh database for a test file: cloned from the migrated template, dropped when the test is over.
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../src/base/cannot-start.ts';
import { connect, type Sql } from '../../src/database/connection.ts';
import { addressVariable, databaseAt, startTestServer, templateName } from './test-server.ts';

export type TestDatabase = { readonly sql: Sql; readonly url: string };

/** What has an end at which the database goes: the context of a test; without one it goes when the file is over. */
type Lifetime = { after(end: () => Promise<void>): void };

let ownServer: ReturnType<typeof startTestServer> | undefined;

/** The server of `npm test`; a file run by hand starts one for itself, which ends with the file. */
const serverUrl = async (): Promise<string> => {
  const given = process.env[addressVariable];
  if (given) return given;
  ownServer ??= startTestServer();
  return (await ownServer).url;
};

// Hooks run in the order of their registration, so one hook sees to the file's databases first and its server last.
const endsOfFile: (() => Promise<void>)[] = [];
const file: Lifetime = { after: (end) => void endsOfFile.push(end) };
after(async () => {
  for (const end of endsOfFile) await end();
  if (ownServer) await (await ownServer).stop();
});

const asAdmin = async (url: string, work: (admin: Sql) => Promise<unknown>): Promise<void> => {
  const admin = connect(url, { connections: 1 });
  try {
    // Cloning a template waits for others who clone it; the usual limits are too tight for two cores.
    await admin`select set_config('statement_timeout', '120s', false), set_config('lock_timeout', '120s', false)`;
    await work(admin);
  } finally {
    await admin.end();
  }
};

/**
 * A database of its own with all migrations and no rows; `sql` is a pool of 8 connections.
 * Pass the test's context, or nothing at the top of a file.
 */
export const testDatabase = (lifetime: Lifetime = file): Promise<TestDatabase> => cloneOf(templateName, lifetime);

/** A database without any migration. */
export const emptyDatabase = (lifetime: Lifetime): Promise<TestDatabase> => cloneOf('template0', lifetime);

const cloneOf = async (template: string, lifetime: Lifetime): Promise<TestDatabase> => {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  // Copied as files, it is there in half the time it takes through the log.
  await asAdmin(
    server,
    (admin) => admin`create database ${admin(name)} template ${admin(template)} strategy file_copy`,
  );
  const url = databaseAt(server, name);
  const sql = connect(url);
  lifetime.after(async () => {
    await sql.end({ timeout: 5 });
    await asAdmin(server, (admin) => dropped(admin, name));
  });
  return { sql, url };
};

/** The server's own vacuum in a database is not ours to end; it is over in a moment. */
const dropped = async (admin: Sql, name: string, attempt = 1): Promise<void> => {
  try {
    await admin`drop database ${admin(name)} with (force)`;
  } catch (error) {
    if (errorCode(error) !== notPermitted || attempt === dropAttempts) throw error;
    await pause(200);
    await dropped(admin, name, attempt + 1);
  }
};

const notPermitted = '42501';
const dropAttempts = 50;
