// The connection: values of the database become values of the program, and servers we cannot use are named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { checkServer, connect, publicAddress } from './connection.ts';

test('dates are Temporal dates and instants both ways, to the microsecond', async (t) => {
  const { sql } = await testDatabase(t);
  const date = Temporal.PlainDate.from('2024-02-29');
  const instant = Temporal.Instant.from('2025-10-08T15:59:59.123456Z');
  const [row] = await sql<{ date: Temporal.PlainDate; instant: Temporal.Instant; next: Temporal.PlainDate }[]>`
    select ${date}::date as date, ${instant}::timestamptz as instant, ${date}::date + 1 as next`;
  assert.ok(row?.date.equals(date));
  assert.ok(row?.instant.equals(instant));
  assert.equal(row?.next.toString(), '2024-03-01');
});

test('a JavaScript Date is refused instead of being off by a time zone', async (t) => {
  const { sql } = await testDatabase(t);
  await assert.rejects(sql`select ${new Date()}::date`, TypeError);
});

test('a bigint is a number, and one that would lose digits is refused', async (t) => {
  const { sql } = await testDatabase(t);
  const [row] = await sql<{ safe: number }[]>`select 9007199254740991::bigint as safe`;
  assert.equal(row?.safe, Number.MAX_SAFE_INTEGER);
  await assert.rejects(sql`select 9007199254740993::bigint`, RangeError);
});

test('an address is shown without user and password', () => {
  assert.equal(publicAddress('postgres://clerk:secret@db.example.cn/city'), 'db.example.cn:5432/city');
});

test('a server that does not answer is named in a sentence', async () => {
  const url = 'postgres://clerk:secret@127.0.0.1:1/city';
  const sql = connect(url);
  await assert.rejects(
    checkServer(sql, url).finally(() => sql.end()),
    (error) => error instanceof CannotStart && error.en.startsWith('The database at 127.0.0.1:1/city is out of reach'),
  );
});
