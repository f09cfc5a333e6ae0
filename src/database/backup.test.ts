// Shows that a restored backup is the same database, and that what is not whole, or not ours, restores nothing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { emptyDatabase } from '../../test/support/database.ts';
import { cityWithKeyFile, liveThroughEverything } from '../../test/support/everything-sealed.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { systemClock } from '../base/clock.ts';
import type { PersonId } from '../base/ids.ts';
import { newKeyFile, readKeys } from '../crypto/keys-file.ts';
import { backUp } from './backup.ts';
import { type Manifest, readManifest, tablePath } from './backup-folder.ts';
import { checkKeys } from './check-keys.ts';
import type { Sql } from './connection.ts';
import { listMissing, migrate } from './migrations.ts';
import { restore } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'backup-'));
after(() => rmSync(folder, { recursive: true }));
const [kept, keysKept] = [join(folder, 'kept'), join(folder, 'keys')];
const say = (): void => {};

const city = await cityWithKeyFile({ after: (end) => after(end) });
const { sql } = city;
let personId: PersonId;
let manifest: Manifest;

before(async () => {
  await checkKeys(sql, city.keys);
  ({ personId } = await liveThroughEverything(city));
  await sql`insert into preferences (person_id, language, elder) values (${personId}, 'zh', true) on conflict do nothing`;
  manifest = await backUp({ sql, systemClock, dataFolder: city.folder, to: kept, keysTo: keysKept, say });
});

const digestOf = async (of: Sql, table: string): Promise<string> => {
  const columns = manifest.tables.find(({ name }) => name === table)?.columns ?? [];
  const hash = createHash('sha256');
  const rows: string[] = [];
  for await (const chunk of await of`copy ${of(table)} (${of(columns)}) to stdout`.readable()) rows.push(String(chunk));
  return hash.update(rows.join('').split('\n').sort().join('\n')).digest('hex');
};

/** An empty database and an empty data folder to restore to. */
const elsewhere = async (t: TestContext) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'restored-'));
  t.after(() => rmSync(dataFolder, { recursive: true }));
  const { sql: target } = await emptyDatabase(t);
  return { sql: target, dataFolder, from: kept, keysFrom: keysKept, say };
};

const holdsNobody = async (of: Sql): Promise<boolean> => {
  const [there] = await of`select to_regclass('people') is null as empty`;
  return there?.empty === true || (await of`select from people limit 1`).length === 0;
};

/** A copy of the backup to damage. */
const copyOfBackup = (t: TestContext): string => {
  const copy = mkdtempSync(join(tmpdir(), 'damaged-'));
  t.after(() => rmSync(copy, { recursive: true }));
  for (const name of readdirSync(kept)) writeFileSync(join(copy, name), readFileSync(join(kept, name)));
  return copy;
};

describe('a backup', () => {
  it('restores every table to the same rows, opened by the same keys, with chains that verify', async (t) => {
    const run = await elsewhere(t);
    await restore(run);
    assert.ok(manifest.tables.length > 40);
    assert.ok(manifest.tables.filter(({ rows }) => rows > 0).length > 20);
    for (const { name } of manifest.tables.filter((table) => table.name !== 'migrations'))
      assert.equal(await digestOf(run.sql, name), await digestOf(sql, name), name);
    assert.deepEqual(await listMissing(run.sql), []);
    const keys = readKeys({ folder: run.dataFolder, mayMake: false });
    assert.deepEqual(await verifyPerson({ sql: run.sql, keys }, personId), []);
  });

  it('shows one moment: what is written while it runs is not in it', async () => {
    const to = join(folder, 'moment');
    const late = city.keys.digest('late').toString('hex').slice(0, 32);
    let written = false;
    const made = await backUp({
      ...{ sql, systemClock, dataFolder: city.folder, to },
      say: async (line) => {
        if (written || !line.startsWith('answer_results')) return;
        written = true;
        await sql`insert into people (person_id) values (${late})`;
      },
    });
    assert.ok(written);
    const rows = (of: Manifest) => of.tables.find(({ name }) => name === 'people')?.rows;
    assert.equal(rows(made), rows(manifest));
  });

  it('is readable by its owner alone and has the keys somewhere else', () => {
    for (const name of readdirSync(kept)) assert.equal(statSync(join(kept, name)).mode & 0o077, 0, name);
    assert.equal(statSync(kept).mode & 0o077, 0);
    assert.ok(!readdirSync(kept).includes('keys.json'));
    assert.ok(readdirSync(keysKept).includes('keys.json'));
  });

  it('goes over no folder that is there, and puts no keys beside the data they open', async () => {
    const run = { sql, systemClock, dataFolder: city.folder, say };
    await assert.rejects(backUp({ ...run, to: kept }), /is there already/);
    const to = join(folder, 'other');
    await assert.rejects(backUp({ ...run, to, keysTo: to }), /must not lie in the backup/);
    await assert.rejects(backUp({ ...run, to, keysTo: join(to, 'keys') }), /must not lie in the backup/);
  });
});

describe('nothing is restored', () => {
  it('from a file that was damaged or is missing', async (t) => {
    const run = await elsewhere(t);
    const from = copyOfBackup(t);
    const path = tablePath(from, 'events');
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 1, bytes.length - 20);
    writeFileSync(path, bytes);
    await assert.rejects(restore({ ...run, from }), /events.copy.zst of the backup is missing or damaged/);
    rmSync(path);
    rmSync(join(run.dataFolder, 'keys.json'));
    await assert.rejects(restore({ ...run, from }), /events.copy.zst of the backup is missing or damaged/);
    assert.ok(await holdsNobody(run.sql));
  });

  it('when a table turns out to have fewer rows than the manifest says', async (t) => {
    const run = await elsewhere(t);
    const from = copyOfBackup(t);
    const changed = { ...manifest, tables: manifest.tables.map((table) => ({ ...table, rows: table.rows + 1 })) };
    writeFileSync(join(from, 'manifest.json'), JSON.stringify(changed));
    await assert.rejects(restore({ ...run, from }), /is not what its manifest says/);
    assert.ok(await holdsNobody(run.sql));
  });

  it('with other keys', async (t) => {
    const { keysFrom: _, ...run } = await elsewhere(t);
    writeFileSync(join(run.dataFolder, 'keys.json'), newKeyFile(), { mode: 0o600 });
    await assert.rejects(restore(run), /not those the backup was written with/);
    assert.ok(await holdsNobody(run.sql));
  });

  it('into a database that holds something, or from a newer release, or from no backup at all', async (t) => {
    const run = await elsewhere(t);
    await assert.rejects(restore({ ...run, sql }), /The database holds data/);
    const from = copyOfBackup(t);
    const migrations = [...manifest.migrations, { name: '9999_later.sql', digest: '0'.repeat(64) }];
    writeFileSync(join(from, 'manifest.json'), JSON.stringify({ ...manifest, migrations }));
    await assert.rejects(restore({ ...run, from }), /of another release \(migration 9999_later.sql\)/);
    await assert.rejects(restore({ ...run, from: run.dataFolder }), /There is no backup/);
    writeFileSync(join(from, 'manifest.json'), '{"version":2}');
    assert.throws(() => readManifest(from), /is not usable \(version\)/);
  });
});

it('of an older release gets the migrations that came later', async (t) => {
  const { sql: old } = await emptyDatabase(t);
  const names = manifest.migrations.map(({ name }) => name);
  await migrate(old, new Set(names.slice(0, -1)));
  await old`insert into people (person_id) values (${personId})`;
  const from = join(folder, 'old');
  await backUp({ sql: old, systemClock, dataFolder: city.folder, to: from, say });
  const run = await elsewhere(t);
  await restore({ ...run, from });
  assert.deepEqual(await listMissing(run.sql), []);
  assert.equal((await run.sql`select from people`).length, 1);
});
