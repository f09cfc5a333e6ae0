// A database with something of every kind in its audit, sealed into a folder of its own, and what a check finds there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findHeadForCommand } from '../../src/audit/audit-store.ts';
import { changePerson } from '../../src/audit/change-person.ts';
import { change, type Head, rejection } from '../../src/audit/command.ts';
import type { Fault } from '../../src/audit/fault.ts';
import { leaveTraces } from '../../src/audit/leave-traces.ts';
import { sealAll } from '../../src/audit/sealer.ts';
import { type Verified, verifyAudit, type Wanted } from '../../src/audit/verify-audit.ts';
import type { Clock } from '../../src/base/clock.ts';
import { newId, type PersonId } from '../../src/base/ids.ts';
import { refused } from '../../src/base/result.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { freshKey } from './card-journey.ts';
import { openingDay } from './city.ts';
import { testDatabase } from './database.ts';
import { testKeys } from './keys.ts';

type Lifetime = { after(end: () => Promise<void>): void };

type AuditGround = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly folder: string;
  readonly systemClock: Clock;
};

/** A command on a person's chain; refused when it has no event to leave. */
const command = (ground: AuditGround, personId: PersonId, action: string | null): Promise<unknown> =>
  changePerson(ground, {
    action: action ?? 'refused',
    acting: { actor: 'holder', actorId: personId, channel: 'website', outlet: null, bank: null },
    key: { caller: `person:${personId}`, key: freshKey(), request: {} },
    at: openingDay,
    policySnapshot: 1,
    missing: refused('NO', {}),
    read: (earlier): Promise<Head | undefined> => findHeadForCommand(ground.sql, personId, earlier),
    decide: () =>
      action === null
        ? rejection(refused('NO', {}), ['R-X-01'])
        : change({}, { happenings: [{ action, subject: `person:${personId}`, rules: [], facts: {} }] }),
  });

const look = (ground: AuditGround, personId: PersonId, note: string | null): Promise<void> => {
  const acting = { actor: 'staff', actorId: 'bureau-1', channel: 'console', outlet: null, bank: null } as const;
  return leaveTraces(ground, { ...acting, at: openingDay, purpose: 'opened-checking', note }, [personId]);
};

const newPerson = async ({ sql }: AuditGround): Promise<PersonId> => {
  const personId = newId<PersonId>();
  await sql`insert into people (person_id) values (${personId})`;
  return personId;
};

/** Somebody with three events, a refusal and two looks. */
const lived = async (ground: AuditGround): Promise<PersonId> => {
  const personId = await newPerson(ground);
  for (const action of ['first', 'second', 'third']) await command(ground, personId, action);
  await command(ground, personId, null);
  await look(ground, personId, null);
  await look(ground, personId, '核对来电');
  return personId;
};

const verify = async (
  ground: AuditGround,
  wanted: Wanted,
): Promise<Verified & { readonly found: readonly Fault[] }> => {
  const found: Fault[] = [];
  const verified = await verifyAudit({ ...ground, wanted, tell: (fault) => found.push(fault), progress: () => {} });
  return { ...verified, found };
};

/** It ends with `lifetime`, without one when the file is over. */
export const auditedCity = async (lifetime?: Lifetime) => {
  const { sql, url } = await testDatabase(lifetime);
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-seals-'));
  const remove = (): void => rmSync(folder, { recursive: true });
  if (lifetime) lifetime.after(async () => remove());
  else after(remove);
  let now = Temporal.Instant.from('2026-01-05T10:00:00+08:00');
  const ground = { sql, keys: testKeys(), folder, systemClock: () => now, config: { logMonths: 6 } };
  return {
    ...ground,
    url,
    person: () => newPerson(ground),
    lived: () => lived(ground),
    pass: (duration: Temporal.DurationLike): void => {
      now = now.toZonedDateTimeISO('Asia/Shanghai').add(duration).toInstant();
    },
    /** Seals what is finished now, without waiting for others on the server. */
    sealNow: () => sealAll(ground),
    seal: async (): Promise<void> => {
      await untilSealable(sql);
      await sealAll(ground);
    },
    verify: (wanted: Wanted = { of: 'all' }) => verify(ground, wanted),
  };
};

/** Waits until no transaction of the whole server, autovacuum and other tests included, is older than what was written. */
export const untilSealable = async (sql: Sql): Promise<void> => {
  const [row] = await sql<{ written: string }[]>`select pg_current_xact_id()::text as written`;
  for (;;) {
    const [now] = await sql<{ past: boolean }[]>`
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > ${row?.written ?? ''}::text::bigint as past`;
    if (now?.past) return;
    await pause(10);
  }
};

const tables = [
  'people',
  'events',
  'refusals',
  'read_traces',
  'read_trace_notes',
  'seals',
  'seal_sweeps',
  'command_answers',
];

/** Remembers the rows and the copy as they are; the answer brings both back, whatever was done to them. */
export const rememberAudit = async ({ sql, folder }: Pick<AuditedCity, 'sql' | 'folder'>) => {
  const files = readdirSync(folder).map((name) => [join(folder, name), readFileSync(join(folder, name))] as const);
  for (const table of tables) await sql.unsafe(`create table saved_${table} as table ${table}`);
  return async (): Promise<void> => {
    const statements = tables.map((table) => `truncate ${table}; insert into ${table} select * from saved_${table};`);
    await sql.unsafe(statements.join('\n'));
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [path, content] of files) writeFileSync(path, content);
  };
};

export type AuditedCity = Awaited<ReturnType<typeof auditedCity>>;
