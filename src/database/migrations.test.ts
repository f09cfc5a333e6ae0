// Migrations on real databases: complete, repeatable, safe from several processes at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDatabase, testDatabase } from '../../test/support/database.ts';
import { dataFolder, startProgram } from '../../test/support/program.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { listMissing, migrate, readMigrations } from './migrations.ts';

test('a cloned test database has every migration', async (t) => {
  const { sql } = await testDatabase(t);
  assert.deepEqual(await listMissing(sql), []);
  const [row] = await sql<{ count: number }[]>`select count(*) as count from migrations`;
  assert.equal(row?.count, (await readMigrations()).length);
});

test('every migration is applied once, however many processes start at once on an empty database', async (t) => {
  const { sql, url } = await emptyDatabase(t);
  const settings = { YIKATONG_DATA: dataFolder(t), DATABASE_URL: url };
  const programs = [1, 2, 3].map(() => startProgram('migrate', settings));
  for (const program of programs) assert.equal(await program.ended, 0, program.said());
  const applied = programs.flatMap((program) =>
    [...program.said().matchAll(/^applied (\S+)$/gm)].map(([, name]) => name),
  );
  assert.deepEqual(
    applied.toSorted(),
    (await readMigrations()).map(({ name }) => name),
  );
  assert.deepEqual(await listMissing(sql), []);
});

test('a migration that was changed after it was applied is refused by its name', async (t) => {
  const { sql } = await testDatabase(t);
  const [first] = await readMigrations();
  await sql`update migrations set digest = 'another' where name = ${first?.name ?? ''}`;
  await assert.rejects(migrate(sql), (error) => error instanceof CannotStart && error.en.includes(first?.name ?? '?'));
});

test('a database newer than the program is fine, so that two releases can run side by side', async (t) => {
  const { sql } = await testDatabase(t);
  await sql`insert into migrations (name, digest) values ('9999_next__release.sql', 'unknown')`;
  assert.deepEqual(await migrate(sql), []);
});

test('one that fails leaves nothing of itself and lets the lock go', async (t) => {
  const { sql } = await emptyDatabase(t);
  // In the way of the first migration.
  await sql`create table employers (in_the_way boolean)`;
  await assert.rejects(migrate(sql), /already exists/);
  const [row] = await sql<{ found: string | null }[]>`select to_regclass('people')::text as found`;
  assert.equal(row?.found, null);
  await sql`drop table employers`;
  assert.equal((await migrate(sql)).length, (await readMigrations()).length);
});
