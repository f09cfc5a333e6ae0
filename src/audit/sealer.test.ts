// Seals follow the order in which transactions end, whatever order they began in; one worker at a time; what was kept long enough goes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { auditedCity } from '../../test/support/audit.ts';
import { connect } from '../database/connection.ts';
import { keepTransactionsGrowing } from '../database/growing-transactions.ts';
import { registerSealMetrics } from './seal-metrics.ts';
import { sweepAudit } from './sweep-audit.ts';

describe('sealing', () => {
  it('waits for a transaction that began earlier and ends later, and loses nothing of it', async (t) => {
    const city = await auditedCity(t);
    const personId = await city.person();
    const slow = await city.sql.reserve();
    await slow`begin`;
    await slow`
      insert into refusals (person_id, refusal_id, at, action, actor, actor_id, channel, code, rules, policy_snapshot, mac)
      values (${personId}, gen_random_uuid(), now(), 'slow', 'system', '', 'system', 'X', '{}', 1, '\\x00')`;
    await city.lived();
    await city.sealNow();
    assert.equal((await city.verify()).unsealed, 6, 'nothing behind the open transaction is sealed yet');
    await slow`commit`;
    slow.release();
    await city.seal();
    const { unsealed, last } = await city.verify();
    assert.deepEqual(
      [unsealed, last?.parts.map(({ kind, rows }) => `${kind} ${rows}`)],
      [0, ['events 3', 'refusals 2', 'looks 2']],
    );
  });

  it('makes many seals of what is too much for one', async (t) => {
    const city = await auditedCity(t);
    const personId = await city.person();
    for (let transaction = 0; transaction < 5; transaction += 1)
      await city.sql`
        insert into refusals (person_id, refusal_id, at, action, actor, actor_id, channel, code, rules, policy_snapshot, mac)
        select ${personId}, gen_random_uuid(), now(), 'many', 'system', '', 'system', 'X', '{}', 1, '\\x00'
        from generate_series(1, 9000)`;
    await city.seal();
    const seals = await city.sql`select parts -> 0 ->> 'rows' as rows from seals order by number`;
    assert.ok(seals.length >= 3 && seals.every(({ rows }) => Number(rows) <= 20_000), JSON.stringify(seals));
    assert.equal(
      seals.reduce((sum, { rows }) => sum + Number(rows), 0),
      45_000,
    );
    assert.equal((await city.verify()).unsealed, 0);
  });

  it('is done by one worker at a time, and says once an hour that nothing happened', async (t) => {
    const city = await auditedCity(t);
    await city.lived();
    await Promise.all([city.seal(), city.seal(), city.seal()]);
    await city.seal();
    assert.equal((await city.verify()).seals, 1);
    city.pass({ minutes: 60 });
    const registry = new Registry();
    registerSealMetrics(registry, city);
    assert.match(await registry.metrics(), /^audit_seal_age_seconds 3600$/m);
    await city.seal();
    const { seals, last, found } = await city.verify();
    assert.deepEqual([seals, last?.parts, found], [2, [], []]);
  });

  it('reads events by their pages, never the whole table', async (t) => {
    const city = await auditedCity(t);
    const personId = await city.person();
    await city.sql`
      insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, rules, policy_snapshot, facts,
                          previous_mac, mac, recorded_at)
      select ${personId}, n, now(), 'many', 'x', 'system', '', 'system', '{}', 1, '{}', '', '\\x00', now()
      from generate_series(1, 60000) as n`;
    await city.seal();
    await city.lived();
    await city.sql`analyze events`;
    const [{ end } = { end: 0 }] = await city.sql<{ end: number }[]>`
      select max(end_transaction) as "end" from seals`;
    const plan = await city.sql<{ 'QUERY PLAN': string }[]>`
      explain (analyze, costs off, timing off, summary off, buffers off)
      select count(*) from events where written_in >= ${end} and written_in < ${end + 1_000_000}`;
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(text, /Bitmap Index Scan on events_written_in/);
    const [, removed = '0'] = /Rows Removed by Index Recheck: (\d+)/.exec(text) ?? [];
    assert.ok(Number(removed) < 10_000, text);
  });

  it('goes on in a server whose transactions are numbered lower', async (t) => {
    const city = await auditedCity(t);
    await city.lived();
    await city.seal();
    // As a restored backup has it: the last seal ends where this server will not be for a long time.
    await city.sql`alter table seals disable trigger seals_stay`;
    await city.sql`update events set written_in = written_in + 5000000`;
    await city.sql`update seals set end_transaction = end_transaction + 5000000`;
    const restored = connect(city.url, { connections: 1 });
    await keepTransactionsGrowing(restored);
    await keepTransactionsGrowing(restored);
    await restored.end();
    await city.lived();
    const [row] = await city.sql`
      select min(written_in) > (select max(end_transaction) from seals) as later from events
      where written_in > (select max(end_transaction) from seals)`;
    assert.equal(row?.later, true);
    assert.equal((await city.sql`select from events where written_in < 5000000`).length, 0);
  });
});

describe('what was kept long enough', () => {
  const counts = async ({ sql }: Awaited<ReturnType<typeof auditedCity>>) => {
    const [row] = await sql`
      select (select count(*)::int from events) as events, (select count(*)::int from refusals) as refusals,
        (select count(*)::int from read_traces) as looks, (select count(*)::int from read_trace_notes) as notes`;
    return { ...row };
  };

  it('goes after six months and not before; events stay, and a check still finds nothing', async (t) => {
    const city = await auditedCity(t);
    await city.lived();
    await city.seal();
    city.pass({ months: 6 });
    city.pass({ minutes: -1 });
    const whole = { events: 3, refusals: 1, looks: 2, notes: 1 };
    await sweepAudit(city);
    assert.deepEqual(await counts(city), whole);
    city.pass({ minutes: 2 });
    await sweepAudit(city);
    assert.deepEqual(await counts(city), { events: 3, refusals: 0, looks: 0, notes: 0 });
    await city.seal();
    const { found, last } = await city.verify();
    assert.deepEqual([found, last?.parts.map(({ kind }) => kind)], [[], ['sweeps']]);
    await city.sql`delete from events where seq = 3`;
    assert.ok((await city.verify()).found.some(({ fault }) => fault === 'row-removed'));
  });

  it('that somebody swept without leave is found, and what was tampered with is not swept', async (t) => {
    const city = await auditedCity(t);
    const personId = await city.lived();
    await city.seal();
    await city.sql`delete from refusals where person_id = ${personId}`;
    city.pass({ months: 7 });
    await assert.rejects(sweepAudit(city), /seal 1 does not fit its rows/);
    assert.equal((await counts(city)).looks, 2);
    assert.deepEqual(
      (await city.verify()).found.map(({ fault }) => fault),
      ['row-removed'],
    );
  });

  it('goes in pieces of 1,000', async (t) => {
    const city = await auditedCity(t);
    const personId = await city.person();
    for (let index = 0; index < 11; index += 1)
      await city.sql`
        insert into refusals (person_id, refusal_id, at, action, actor, actor_id, channel, code, rules, policy_snapshot, mac)
        select ${personId}, gen_random_uuid(), now(), 'many', 'system', '', 'system', 'X', '{}', 1, '\\x00'
        from generate_series(1, 100)`;
    await city.seal();
    city.pass({ months: 7 });
    assert.equal(await sweepAudit(city), 1_000);
    assert.equal(await sweepAudit(city), 100);
  });

  it('so do answers kept for their keys, wherever they lie, within a day', async (t) => {
    const city = await auditedCity(t);
    await city.lived();
    await city.sql`update command_answers set answered_at = '2025-01-01'`;
    const [kept] = await city.sql`select count(*)::int as count from command_answers`;
    assert.equal(kept?.count, 3);
    for (let minute = 0; minute < 1024; minute += 1) {
      city.pass({ minutes: 1 });
      await sweepAudit(city);
    }
    const [left] = await city.sql`select count(*)::int as count from command_answers`;
    assert.equal(left?.count, 0);
  });
});
