// What lies in the database: nothing personal in clear in any table, and all of it can be sealed with a new key while people go on.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { writePeopleFile } from '../bench/support/people-file.ts';
import { CannotStart } from '../src/base/cannot-start.ts';
import { newId, type PersonId } from '../src/base/ids.ts';
import type { Keys } from '../src/crypto/keys.ts';
import { readKeys } from '../src/crypto/keys-file.ts';
import { addFieldKey, makeFieldKeyCurrent } from '../src/crypto/rotate-key-file.ts';
import { checkKeys } from '../src/database/check-keys.ts';
import type { Sql } from '../src/database/connection.ts';
import { countByKey } from '../src/database/reseal.ts';
import { rotateKeys } from '../src/database/rotate-keys.ts';
import { sealedPlaces } from '../src/database/sealed-places.ts';
import { importOne } from '../src/people/import-command.ts';
import { findPerson } from '../src/people/people-store.ts';
import { findDraft, upsertDraft } from '../src/portal/apply/drafts-store.ts';
import { type CityWithKeyFile, cityWithKeyFile, draftOf, liveThroughEverything } from './support/everything-sealed.ts';

/** Bytes that are no sealed value: digests, indexes and MACs give nothing back. */
const digestsOnly = /(^|_)(blind|mac|digest|fingerprint|request)$|^key_blind$/;

const tablesOf = async (sql: Sql): Promise<readonly string[]> => {
  const rows = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
  return rows.map(({ name }) => name);
};

/** Every row of every table as text; bytes stand there as hexadecimal digits. */
const dumpOf = async (sql: Sql): Promise<string> => {
  const lines: string[] = [];
  for (const table of await tablesOf(sql)) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(table)} t`;
    lines.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return lines.join('\n');
};

/** How many values of all places these keys open; throws at the first that they do not. */
const openAll = async (sql: Sql, keys: Keys): Promise<number> => {
  let opened = 0;
  for (const { table, column, owner } of sealedPlaces) {
    const rows = await sql.unsafe<{ owner: string; sealed: Buffer }[]>(
      `select ${owner} as owner, ${column} as sealed from ${table}`,
    );
    assert.ok(rows.length > 0, `the journey leaves nothing in ${table}`);
    for (const { owner: whose, sealed } of rows) keys.openBytes(`${table}.${column}`, whose, sealed);
    opened += rows.length;
  }
  return opened;
};

describe('the table of sealed places', () => {
  it('names every column of the database that holds sealed bytes, with its primary key', async (t) => {
    const { sql } = await cityWithKeyFile(t);
    const columns = await sql<{ table: string; column: string }[]>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' order by 1, 2`;
    const sealed = columns.filter(({ column }) => !digestsOnly.test(column));
    assert.deepEqual(
      sealed.map(({ table, column }) => `${table}.${column}`),
      sealedPlaces.map(({ table, column }) => `${table}.${column}`).toSorted(),
    );
    for (const { table, key } of sealedPlaces) {
      const rows = await sql<{ name: string; type: string }[]>`
        select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = ${table}::regclass and i.indisprimary order by array_position(i.indkey::int[], a.attnum::int)`;
      assert.deepEqual(
        rows.map(({ name, type }) => [name, type]),
        Object.entries(key),
        table,
      );
    }
  });
});

describe('a dump of every table', () => {
  it('after a whole journey has no personal datum in clear, in hexadecimal or in base64', async (t) => {
    const city = await cityWithKeyFile(t);
    const { told } = await liveThroughEverything(city);
    assert.ok((await openAll(city.sql, city.keys)) >= sealedPlaces.length);
    const dump = await dumpOf(city.sql);
    assert.ok(dump.includes('110108') && dump.includes('submit-application'), 'what is not personal is there');
    assert.ok(told.length >= 17);
    for (const value of told) {
      assert.ok(value.length >= 3, 'a value that would be found anywhere proves nothing');
      assert.ok(!dump.includes(value), value);
      assert.ok(!dump.includes(Buffer.from(value).toString('hex')), `${value} in hexadecimal`);
      assert.ok(!dump.includes(Buffer.from(value).toString('base64').replace(/=+$/, '')), `${value} in base64`);
    }
  });
});

const rotate = async (city: CityWithKeyFile, prepareOnly = false): Promise<string> => {
  const said: string[] = [];
  await rotateKeys({ ...city, prepareOnly, settle: 2_500, say: (line) => void said.push(line) });
  return said.join('\n');
};

const dropKey = ({ folder }: CityWithKeyFile, id: number): void => {
  const path = join(folder, 'keys.json');
  const file: KeyFile = JSON.parse(readFileSync(path, 'utf8'));
  delete file.field.keys[id];
  writeFileSync(path, JSON.stringify(file));
};

/** Writes a draft again and again, as somebody who types; gives what was written last. */
const typeUntil = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
  over: AbortSignal,
): Promise<string> => {
  let written = '';
  for (let n = 0; !over.aborted; n += 1) {
    written = `密封路${n}号院`;
    await upsertDraft({ sql, keys }, personId, draftOf(written));
    assert.equal((await findDraft(sql, keys, personId))?.values.address, written);
    await pause(1);
  }
  return written;
};

describe('rotating the keys', () => {
  it('seals everything with a new key while people write and read, in this process and in another', async (t) => {
    const city = await cityWithKeyFile(t);
    const { sql, keys, folder } = city;
    await checkKeys(sql, keys);
    const { personId } = await liveThroughEverything(city);
    const path = join(folder, 'many.csv');
    await writePeopleFile(path, 2_500);
    await importOne(city, path);
    const before = await openAll(sql, keys);

    const over = new AbortController();
    const elsewhere = readKeys({ folder, mayMake: false });
    const stranger = newId<PersonId>();
    const people = [typeUntil(city, personId, over.signal), typeUntil({ sql, keys: elsewhere }, stranger, over.signal)];
    const reading = readUntil(elsewhere, city, personId, over.signal);
    const said = await rotate(city).finally(() => over.abort());
    const [mine, theirs] = await Promise.all(people);
    assert.ok((await reading) > 10);

    assert.match(said, /Key 2 is in use; \d{4,} values were sealed again/);
    assert.match(said, /No longer used: 1\./);
    assert.deepEqual([...(await countByKey(sql)).keys()], [2]);
    dropKey(city, 1);
    const later = readKeys({ folder, mayMake: false });
    await checkKeys(sql, later);
    assert.equal(await openAll(sql, later), before + 1);
    assert.equal((await findDraft(sql, later, personId))?.values.address, mine);
    assert.equal((await findDraft(sql, later, stranger))?.values.address, theirs);
  });

  it('takes a key that was prepared, and goes on with a rotation that broke off', async (t) => {
    const city = await cityWithKeyFile(t);
    await liveThroughEverything(city);
    assert.match(await rotate(city, true), /Key 2 is prepared and not used yet/);
    assert.match(await rotate(city, true), /Key 2 is prepared and not used yet/);
    assert.deepEqual([...(await countByKey(city.sql)).keys()], [1]);
    assert.match(await rotate(city), /Key 2 is in use/);

    makeFieldKeyCurrent(city.folder, addFieldKey(city.folder));
    assert.match(await rotate(city), /Going on with an earlier rotation, key 3\.\n.*\n?.*Key 3 is in use/s);
    assert.deepEqual([...(await countByKey(city.sql)).keys()], [3]);
  });

  it('leaves what no key opens as it is, says so, and keeps its key', async (t) => {
    const city = await cityWithKeyFile(t);
    const { sql } = city;
    const { personId } = await liveThroughEverything(city);
    await sql`update cards set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where person_id = ${personId} and generation = 2`;
    const said = await rotate(city);
    assert.match(said, /\n1 values cannot be opened and stay as they are/);
    assert.doesNotMatch(said, /No longer used/);
    assert.deepEqual(
      [...(await countByKey(sql))].find(([id]) => id === 1),
      [1, 1],
    );
  });

  it('happens once at a time', async (t) => {
    const city = await cityWithKeyFile(t);
    const [one, other] = await Promise.allSettled([rotate(city), rotate(city)]);
    const refused = [one, other].filter((each) => each.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.ok(refused[0]?.reason instanceof CannotStart);
  });
});

type Ring = { current: number; keys: Record<string, string> };
type KeyFile = { blind: string; field: Ring; event: Ring };

const readUntil = async (
  keys: Keys,
  { sql }: { readonly sql: Sql },
  personId: PersonId,
  over: AbortSignal,
): Promise<number> => {
  let read = 0;
  for (; !over.aborted; read += 1) {
    assert.ok((await findPerson(sql, keys, personId))?.name.startsWith('张新名'));
    await pause(2);
  }
  return read;
};

describe('keys of another database', () => {
  const refusedFor = async (t: TestContext, change: (city: CityWithKeyFile) => void): Promise<void> => {
    const city = await cityWithKeyFile(t);
    await checkKeys(city.sql, city.keys);
    const before = await dumpOf(city.sql);
    change(city);
    const keys = readKeys({ folder: city.folder, mayMake: false });
    await assert.rejects(
      checkKeys(city.sql, keys),
      (error) => error instanceof CannotStart && /keys\.json does not belong to this database/.test(error.message),
    );
    assert.equal(await dumpOf(city.sql), before);
  };
  const edit = (city: CityWithKeyFile, change: (file: KeyFile) => void): void => {
    const path = join(city.folder, 'keys.json');
    const file: KeyFile = JSON.parse(readFileSync(path, 'utf8'));
    change(file);
    writeFileSync(path, JSON.stringify(file));
  };
  const otherKey = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');

  for (const [name, change] of Object.entries({
    'another blind key': (file: KeyFile) => Object.assign(file, { blind: otherKey(32) }),
    'another field key of the same number': (file: KeyFile) => Object.assign(file.field.keys, { 1: otherKey(16) }),
    'another event key': (file: KeyFile) => Object.assign(file.event.keys, { 1: otherKey(32) }),
    'a field key gone that values need': (file: KeyFile) =>
      Object.assign(file.field, { current: 2, keys: { 2: otherKey(16) } }),
  }))
    it(`${name}: refused, and nothing is written`, (t) => refusedFor(t, (city) => edit(city, change)));

  it('of two processes that begin on an empty database with different keys, one is refused', async (t) => {
    const city = await cityWithKeyFile(t);
    const other = await cityWithKeyFile(t);
    const checks = await Promise.allSettled([checkKeys(city.sql, city.keys), checkKeys(city.sql, other.keys)]);
    assert.deepEqual(checks.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });
});
