// Shows that the operator sees waiting and dead jobs, and still gets the other figures while the database is away.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Registry } from 'prom-client';
import { testDatabase } from '../../test/support/database.ts';
import { newId } from '../base/ids.ts';
import { connect } from '../database/connection.ts';
import { registerJobMetrics } from './job-metrics.ts';

const { sql } = await testDatabase();

it('jobs that wait and jobs that were given up are counted', async () => {
  for (const dead of [false, false, true])
    await sql`
      insert into jobs (job_id, kind, sealed, dead, queued_at)
      values (${newId()}, 'send-message', '', ${dead}, now() - interval '90 seconds')`;
  const registry = new Registry();
  registerJobMetrics(registry, sql);
  const text = await registry.metrics();
  assert.match(text, /^jobs_waiting 2$/m);
  assert.match(text, /^jobs_dead 1$/m);
  assert.match(text, /^jobs_oldest_seconds 9\d\./m);
});

it('are not a number while the database is away', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/none', { connections: 1 });
  const registry = new Registry();
  registerJobMetrics(registry, away);
  assert.match(await registry.metrics(), /^jobs_dead Nan$/im);
  await away.end({ timeout: 0 });
});
