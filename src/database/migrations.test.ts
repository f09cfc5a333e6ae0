// Migrations on real databases: complete, repeatable, safe from several processes at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { listMissing, readMigrations } from './migrations.ts';

test('a cloned test database has every migration', async (t) => {
  const { sql } = await testDatabase(t);
  assert.deepEqual(await listMissing(sql), []);
  const [row] = await sql<{ count: number }[]>`select count(*) as count from migrations`;
  assert.equal(row?.count, (await readMigrations()).length);
});
