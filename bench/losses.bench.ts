// A million temporary losses that are due in one hour: how fast the sweep ends them, and what whoever comes meanwhile waits.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Ground } from '../src/applications/use-case.ts';
import { systemClock } from '../src/base/clock.ts';
import { type CardId, newId, type PersonId } from '../src/base/ids.ts';
import { sealCard } from '../src/cards/card.ts';
import { enableCard } from '../src/cards/enable-card.ts';
import { listCards } from '../src/cards/list-cards.ts';
import { listDueLosses } from '../src/cards/loss-store.ts';
import { newKeyFile, readKeys } from '../src/crypto/keys-file.ts';
import { arrayOf } from '../src/database/array-literal.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { holdSnapshot } from '../src/policy/policy-holder.ts';
import { makeSnapshot } from '../src/policy/snapshot.ts';
import { importRetirees } from './support/applicants.ts';
import { type Latencies, latenciesOf } from './support/latency.ts';
import type { BenchContext, Row } from './support/row.ts';
import type { Sweep } from './support/sweep-worker.ts';

export const name = 'temporary losses that end by themselves';

/** `BENCH_LOSSES=20000` makes fewer. */
const losses = Number(process.env.BENCH_LOSSES ?? 1_000_000);
/** People with a card that was never enabled, for those who come meanwhile. */
const comers = Math.min(4_000, Math.max(600, Math.floor(losses / 20)));
const alone = Math.floor(comers / 3);
const start = Temporal.Instant.from('2026-03-02T09:00:00+08:00');
/** All of them are due: as after an hour in which no worker ran. */
const now = start.add({ hours: 1 });
const rowsAtOnce = 5_000;
/** Between two who come: the sweep shall be met all along, not be starved. */
const pauseMilliseconds = 50;

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  await using stack = new AsyncDisposableStack();
  const url = await database();
  const folder = mkdtempSync(join(tmpdir(), 'losses-bench-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  const keys = readKeys({ folder, mayMake: false });
  const sql = connect(url);
  stack.defer(() => sql.end());
  const policy = holdSnapshot(makeSnapshot(1, beijing));
  const ground = { sql, keys, policy, systemClock, businessClock: () => now };
  const fresh = await prepare(ground);
  const plan = await planOf(url);
  // What runs first warms the program: nobody's latency counts then.
  for (const comer of fresh.splice(0, 50)) await come(ground, comer);
  const before = await comeAll(ground, fresh.splice(0, alone), () => false);
  const sweeping = sweep({ url, folder, now: now.toString() });
  let isOver = false;
  const swept = sweeping.finally(() => {
    isOver = true;
  });
  const during = await comeAll(ground, fresh, () => isOver);
  const { ended, seconds } = await swept;
  if (ended !== losses) throw new Error(`${ended} of ${losses} losses were ended`);
  console.error(`${plan}\n${describe('alone', before)}\n${describe('meanwhile', during)}`);
  return [
    {
      what: `${losses.toLocaleString('en')} temporary losses ended, a second (all of an hour: 278)`,
      measured: ended / seconds,
      unit: '/s',
      goal: { atLeast: 1_000_000 / 3_600 },
    },
    { what: 'until the last of them', measured: seconds, unit: 's', goal: { atMost: 3_600 } },
    {
      what: 'somebody enables a card meanwhile, p50, reference alone',
      ...{ measured: during.enabling.p50, unit: 'ms', reference: before.enabling.p50 },
    },
    {
      what: 'the same, p99',
      ...{ measured: during.enabling.p99, unit: 'ms', reference: before.enabling.p99 },
    },
    {
      what: 'somebody looks at their cards meanwhile, p99, reference alone',
      ...{ measured: during.looking.p99, unit: 'ms', reference: before.looking.p99 },
    },
  ];
};

type Comer = { readonly personId: PersonId; readonly cardId: CardId };

/** Everybody of the import gets a card of the third generation: lost, or never enabled. */
const prepare = async ({ sql, keys }: Pick<Ground, 'sql' | 'keys'>): Promise<Comer[]> => {
  await importRetirees({ sql, keys }, losses + comers, start);
  // Whose card is lost has no old one in use any more.
  const people = await sql<{ personId: PersonId }[]>`select person_id as "personId" from people order by person_id`;
  const fresh: Comer[] = [];
  for (let from = 0; from < people.length; from += rowsAtOnce) {
    const rows = people.slice(from, from + rowsAtOnce).map(({ personId }, index) => ({
      ...{ personId, cardId: newId<CardId>(), isLost: from + index < losses },
      sealed: sealCard(keys, personId, { ...content, number: String(from + index).padStart(9, '0') }),
    }));
    await insertCards(sql, rows);
    fresh.push(...rows.flatMap(({ personId, cardId, isLost }) => (isLost ? [] : [{ personId, cardId }])));
  }
  await sql`vacuum analyze`;
  return fresh;
};
const content = { chipId: null, specificationVersion: '3.00', accountLastFour: null };

type CardRow = Comer & { readonly isLost: boolean; readonly sealed: Buffer };

/** The ends of the losses lie spread over the hour. */
const insertCards = async (sql: Sql, rows: readonly CardRow[]): Promise<void> => {
  await sql`
    with n as (
      select * from unnest(
        ${arrayOf(rows.map(({ personId }) => personId))}::text::uuid[], ${arrayOf(rows.map(({ cardId }) => cardId))}::text::uuid[],
        ${arrayOf(rows.map(({ isLost }) => (isLost ? 'lost' : '')))}::text::text[],
        ${arrayOf(rows.map(({ sealed }) => sealed))}::text::bytea[]) as n (person_id, card_id, lost, sealed)
    ), old as (
      update cards set social_security = 'invalid' from n where cards.person_id = n.person_id and n.lost = 'lost'
    )
    insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed, produced_at, lost_until, lost_from)
    select person_id, card_id, 3, '102', case lost when 'lost' then 'temporarily-lost' else 'not-enabled' end,
      case lost when 'lost' then 'active' else 'not-activated' end, sealed, ${start},
      case lost when 'lost' then ${start}::timestamptz + random() * interval '59 minutes' end,
      case lost when 'lost' then 'enabled' end
    from n`;
};

type Waited = { readonly enabling: Latencies; readonly looking: Latencies };

/** One after the other, until all have come or it is over. */
const comeAll = async (ground: Ground, people: readonly Comer[], isOver: () => boolean): Promise<Waited> => {
  const enabling: number[] = [];
  const looking: number[] = [];
  for (const comer of people) {
    if (isOver()) break;
    const waited = await come(ground, comer);
    enabling.push(waited.enabling);
    looking.push(waited.looking);
    await pause(pauseMilliseconds);
  }
  return { enabling: latenciesOf(Float64Array.from(enabling)), looking: latenciesOf(Float64Array.from(looking)) };
};

/** Milliseconds of one who enables a card, and then looks at it. */
const come = async (ground: Ground, { personId, cardId }: Comer) => {
  const began = performance.now();
  const enabled = await enableCard(ground, {
    ...{ personId, cardId, actor: 'holder', actorId: personId },
    ...{ channel: 'minsheng', level: 3, key: cardId },
  });
  if (!enabled.ok) throw new Error(`not enabled: ${enabled.code}`);
  const then = performance.now();
  await listCards(ground, personId);
  return { enabling: then - began, looking: performance.now() - then };
};

const sweep = async (given: Sweep): Promise<{ readonly ended: number; readonly seconds: number }> => {
  const worker = new Worker(new URL('./support/sweep-worker.ts', import.meta.url), { workerData: given });
  const [report]: { readonly ended: number; readonly seconds: number }[] = await once(worker, 'message');
  await worker.terminate();
  if (!report) throw new Error('the sweep ended without a report');
  return report;
};

/** The plan of the very statement by which the sweep finds what is due, in the middle of the hour. */
const planOf = async (url: string): Promise<string> => {
  const seen: { readonly statement: string; readonly values: readonly unknown[] }[] = [];
  const sql = connect(url, {
    connections: 1,
    watch: (statement, values) => {
      if (statement.includes('lost_until')) seen.push({ statement, values });
    },
  });
  try {
    const at = start.add({ minutes: 30 });
    const [after] = await listDueLosses(sql, { at, after: null, most: 1 });
    await listDueLosses(sql, { at, after: after ?? null, most: 500 });
    const last = seen.at(-1);
    if (!last) throw new Error('nothing was asked');
    const rows = await sql.unsafe<{ 'QUERY PLAN': string }[]>(
      `explain (analyze, buffers, costs off) ${last.statement}`,
      last.values.map(String),
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await sql.end();
  }
};

const describe = (when: string, { enabling, looking }: Waited): string =>
  `${when}: enabling p50 ${enabling.p50.toFixed(1)} ms, p99 ${enabling.p99.toFixed(1)} ms; looking p50 ${looking.p50.toFixed(1)} ms, p99 ${looking.p99.toFixed(1)} ms`;
