// Statements as the program sent them, and the same again through the driver alone, on a copy of the database.
import { randomBytes } from 'node:crypto';
import { connect } from '../../src/database/connection.ts';
import { databaseAt } from '../../test/support/test-server.ts';

/** A copy of a database to which nobody is connected; `drop` removes it. */
export const copyDatabase = async (
  url: string,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> => {
  const source = new URL(url).pathname.slice(1);
  const name = `copy_${randomBytes(6).toString('hex')}`;
  const asAdmin = async (work: (admin: ReturnType<typeof connect>) => Promise<unknown>): Promise<void> => {
    const admin = connect(databaseAt(url, 'postgres'), { connections: 1 });
    // A copy of a large database takes longer than a request may.
    await admin`select set_config('statement_timeout', '0', false)`;
    await work(admin).finally(() => admin.end());
  };
  await asAdmin((admin) => admin`create database ${admin(name)} template ${admin(source)}`);
  return {
    url: databaseAt(url, name),
    drop: () => asAdmin((admin) => admin`drop database ${admin(name)} with (force)`),
  };
};

export type Sent = { readonly statement: string; readonly values: readonly unknown[] };

/** Sends them again in their order over 8 connections that wait for no disk, prepared, with nothing else to do; seconds. */
export const secondsOfSending = async (url: string, sent: readonly Sent[]): Promise<number> => {
  const connections = 8;
  const sql = connect(url, { connections });
  try {
    const sessions = await Promise.all(Array.from({ length: connections }, () => sql.reserve()));
    for (const session of sessions) await session`set synchronous_commit = off`;
    const waiting = sent.values();
    const began = performance.now();
    await Promise.all(
      sessions.map(async (session) => {
        for (const { statement, values } of waiting)
          await session.unsafe(statement, [...values] as never[], { prepare: true });
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    for (const session of sessions) session.release();
    return seconds;
  } finally {
    await sql.end();
  }
};
