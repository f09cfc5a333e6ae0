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

test('what is read after a statement that failed half-way begins with its first row', async (t) => {
  const { url } = await testDatabase(t);
  const sql = connect(url, { connections: 1 });
  t.after(() => sql.end());
  const failsAtThird = () => sql`select 1 / (3 - i) from generate_series(1, 5) i`;
  const five = () => sql`select i from generate_series(1, 5) i`;

  await assert.rejects(failsAtThird, /division by zero/);
  assert.deepEqual([...(await sql`select 'found' as row`)], [{ row: 'found' }]);
  await assert.rejects(failsAtThird, /division by zero/);
  assert.deepEqual(await sql.begin(async (within) => [...(await within`select 'found' as row`)]), [{ row: 'found' }]);
  await assert.rejects(failsAtThird, /division by zero/);
  const byTwo: number[] = [];
  for await (const rows of five().cursor(2)) byTwo.push(...rows.map(({ i }) => i));
  assert.deepEqual(byTwo, [1, 2, 3, 4, 5]);
});

test('what is read after a connection was cut off half-way begins with its first row', async (t) => {
  const { sql: other, url } = await testDatabase(t);
  const sql = connect(url, { connections: 1, name: 'cut' });
  t.after(() => sql.end());
  await sql`select`;
  const under = sql`select i, pg_sleep(i - 1) from generate_series(1, 3) i`.then(
    () => 'done',
    () => 'cut off',
  );
  const cut = async (): Promise<void> => {
    const [row] = await other`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'cut' and wait_event = 'PgSleep'`;
    if (!row) await cut();
  };
  await cut();
  assert.equal(await under, 'cut off');
  // The driver may tell the next one of the cut as well.
  await sql`select 1`.catch(() => undefined);
  assert.deepEqual([...(await sql`select 'found' as row`)], [{ row: 'found' }]);
});

test('a connection cut off while the driver asks for the types of arrays ends no process', async (t) => {
  const { url } = await testDatabase(t);
  const sql = connect(url, { connections: 1 });
  t.after(() => sql.end());
  const Query = sql`select`.constructor as new (
    strings: string[],
    args: [],
    run: (query: Own) => void,
  ) => PromiseLike<unknown>;
  type Own = { reject: (error: Error) => void };
  const types = new Query(['select b.oid, b.typarray'], [], (query) => query.reject(new Error('cut off')));
  assert.deepEqual(await types, []);
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
