// Submitting an application over HTTP, against the same statements run on the same database without the program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submitApplication } from '../src/applications/submit-application.ts';
import { verifyPerson } from '../src/audit/verify-chain.ts';
import type { PersonId } from '../src/base/ids.ts';
import { consentsOfHolder } from '../src/consents/consent.ts';
import { newKeyFile, readKeys, writeOnce } from '../src/crypto/keys-file.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import type { Fragment } from '../src/database/fragment.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { loadPolicy } from '../src/policy/policy-holder.ts';
import { formOfDraft } from '../src/portal/desk/form-of-draft.ts';
import { sessionTokenOf } from '../test/support/logged-in.ts';
import {
  draftFor,
  type Ground,
  importRetirees,
  listFirstApplicants,
  logInAll,
  saveDrafts,
} from './support/applicants.ts';
import { latenciesOf } from './support/latency.ts';
import { type Load, runLoad } from './support/load.ts';
import { runWeb } from './support/program.ts';
import { recordSubmission } from './support/recording.ts';
import type { BenchContext, Row } from './support/row.ts';
import type { StatementResult } from './support/statement.ts';
import type { SubmitLoad } from './support/submit-plan.ts';
import { insertReferencePeople, makeReference, type Reference } from './support/submit-reference.ts';

export const name = 'submitting an application';

/** The day batch 5 opens. */
const now = Temporal.Instant.from('2025-10-09T09:00:00+08:00');

const imported = 100_000;
const referencePeople = 120_000;
const connections = 32;
/** Of all web processes together. */
const load = { warmUp: 2_000, requests: 5_000, seconds: 40 };
const submissions = load.warmUp + load.requests;
const referenceSeconds = 6;
const chainsVerified = 200;

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  await using stack = new AsyncDisposableStack();
  const url = await database();
  const folder = mkdtempSync(join(tmpdir(), 'submit-bench-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  writeOnce(join(folder, 'keys.json'), newKeyFile());
  const sql = connect(url);
  stack.defer(() => sql.end());
  const ground = { sql, keys: readKeys({ folder, mayMake: false }) };
  const { people, reference } = await prepare(ground, { url, folder });
  const [one, two, alone] = [0, 1, 2].map((turn) => people.slice(turn * submissions, (turn + 1) * submissions));
  const before = await reference.run(referenceSeconds);
  const http = await submitOverHttp(ground, { url, folder, processes: 1 }, one ?? []);
  const after = await reference.run(referenceSeconds);
  const shared = await submitOverHttp(ground, { url, folder, processes: 2 }, two ?? []);
  const useCase = await submitDirectly(ground, alone ?? []);
  return rowsOf({ http, shared, useCase, reference, before, after });
};

type Place = { readonly url: string; readonly folder: string };

const prepare = async (
  ground: Ground,
  place: Place,
): Promise<{ readonly people: readonly PersonId[]; readonly reference: Reference }> => {
  const { sql, keys } = ground;
  await importRetirees(ground, imported, now);
  const [first, ...people] = await listFirstApplicants(sql, imported);
  if (!first) throw new Error('nobody was imported');
  await saveDrafts(ground, [first, ...people.slice(0, 3 * submissions)]);
  const [applicant] = await logInAll(ground, [first]);
  if (!applicant) throw new Error('nobody is logged in');
  await insertReferencePeople(sql, first, referencePeople);
  const recorded = await recordSubmission({ ...place, now }, applicant);
  const token = keys.digest(sessionTokenOf(first));
  const reference = await makeReference({ sql, url: place.url, personId: first, token }, recorded, referencePeople);
  await sql`vacuum analyze`;
  return { people, reference };
};

type Measured = Pick<StatementResult, 'perSecond' | 'latency'>;

/** Every person once, over keep-alive connections; then the database is asked whether it is all there. */
const submitOverHttp = async (
  ground: Ground,
  { url, folder, processes }: Place & { readonly processes: number },
  people: readonly PersonId[],
): Promise<Measured> => {
  await using stack = new AsyncDisposableStack();
  const plan = import.meta.resolve('./support/submit-plan.ts');
  const loads: (Load & { readonly given: SubmitLoad })[] = [];
  for (const turn of Array.from({ length: processes }).keys()) {
    const { origin, stop } = await runWeb(url, folder, { YIKATONG_NOW: now.toString(), LOG_LEVEL: 'info' });
    stack.defer(stop);
    const share = people.slice((turn * submissions) / processes, ((turn + 1) * submissions) / processes);
    loads.push({ origin, plan, given: { origin, applicants: await logInAll(ground, share) }, ...shareOf(processes) });
  }
  const results = await Promise.all(loads.map(runLoad));
  for (const [turn, { warmUp, given }] of loads.entries()) {
    // In the order in which they were sent, which is not that of `people`.
    const sent = given.applicants.slice(0, warmUp + (results[turn]?.done ?? 0));
    await verify(
      ground,
      sent.map(({ personId }) => personId),
    );
  }
  const slowest = results.toSorted((one, other) => other.latency.p99 - one.latency.p99)[0];
  if (!slowest) throw new Error('nothing was sent');
  return { perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0), latency: slowest.latency };
};

const shareOf = (processes: number) => ({
  connections: connections / processes,
  warmUp: load.warmUp / processes,
  requests: load.requests / processes,
  seconds: load.seconds,
});

/** The use case alone, with as many callers, in this process. */
const submitDirectly = async ({ sql, keys }: Ground, people: readonly PersonId[]): Promise<Measured> => {
  const policy = await loadPolicy(sql, beijing);
  const ground = { sql, keys, policy, businessClock: () => now, systemClock: Temporal.Now.instant };
  const samples: number[] = [];
  const end = Math.min(people.length, submissions);
  let next = 0;
  let began = 0;
  const call = async (): Promise<void> => {
    while (next < end) {
      const turn = next++;
      if (turn === load.warmUp) began = performance.now();
      const personId = people[turn];
      if (!personId) return;
      const { key, form } = formOfDraft(draftFor(personId), 'zh', consentsOfHolder);
      const sent = performance.now();
      const acting = { personId, actor: 'holder', actorId: personId, level: 3, channel: 'website' } as const;
      const answer = await submitApplication(ground, { ...acting, key, form });
      if (!answer.ok) throw new Error(`refused: ${answer.code}`);
      if (turn >= load.warmUp) samples.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, call));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: samples.length / seconds, latency: latenciesOf(Float64Array.from(samples)) };
};

/** Each answer stands for one application, number, order, electronic card, message and kept answer; no draft is left. */
const verify = async ({ sql, keys }: Ground, people: readonly PersonId[]): Promise<void> => {
  const once = ['applications', 'application_numbers', 'orders', 'electronic_cards', 'jobs', 'command_answers'];
  const expected = [
    ...once.map((table) => ({ table, each: 1, only: sql`` })),
    // The application's own event, that of its consents and that of the electronic card, beside what the import left.
    { table: 'events', each: 3, only: sql`and channel = 'website'` },
    { table: 'consents', each: 2, only: sql`` },
    { table: 'drafts', each: 0, only: sql`` },
  ];
  for (const { table, each, only } of expected) {
    const found = await countRows(sql, { table, only }, people);
    if (found.rows !== each * people.length || found.people !== Math.min(each, 1) * people.length)
      throw new Error(`${people.length} people, ${each} ${table} each, are ${found.rows} of ${found.people}`);
  }
  for (const personId of people.slice(0, chainsVerified)) {
    const faults = await verifyPerson({ sql, keys }, personId);
    if (faults?.length !== 0) throw new Error(`the chain of a person is broken: ${JSON.stringify(faults)}`);
  }
};

const countRows = async (
  sql: Sql,
  { table, only }: { readonly table: string; readonly only: Fragment },
  people: readonly PersonId[],
): Promise<{ readonly rows: number; readonly people: number }> => {
  const [row] = await sql<{ rows: number; people: number }[]>`
    select count(*) as rows, count(distinct person_id) as people from ${sql(table)}
    where person_id = any(${[...people]}::uuid[]) ${only}`;
  return row ?? { rows: 0, people: 0 };
};

type Figures = {
  readonly http: Measured;
  readonly shared: Measured;
  readonly useCase: Measured;
  readonly reference: Reference;
  readonly before: StatementResult;
  readonly after: StatementResult;
};

const rowsOf = ({ http, shared, useCase, reference, before, after }: Figures): readonly Row[] => {
  const mean = (of: (result: StatementResult) => number): number => (of(before) + of(after)) / 2;
  const rate = mean((result) => result.perSecond);
  const statements = `its ${reference.statements} statements by ${before.by}, ${connections} clients, mean of before and after`;
  return [
    {
      what: `submit over HTTP, one web process, ${connections} connections; reference: ${statements}`,
      measured: http.perSecond,
      unit: '/s',
      reference: rate,
      goal: { ratioAtLeast: 0.7 },
    },
    { what: '  p50', measured: http.latency.p50, unit: 'ms', reference: mean(({ latency }) => latency.p50) },
    {
      what: '  p99',
      measured: http.latency.p99,
      unit: 'ms',
      reference: mean(({ latency }) => latency.p99),
      goal: { ratioAtMost: 3 },
    },
    {
      what: 'the same by two web processes, 16 connections each',
      measured: shared.perSecond,
      unit: '/s',
      reference: rate,
    },
    { what: '  p99 of the slower one', measured: shared.latency.p99, unit: 'ms' },
    {
      what: `the use case alone, ${connections} callers, 8 connections`,
      measured: useCase.perSecond,
      unit: '/s',
      reference: rate,
    },
    { what: '  p99', measured: useCase.latency.p99, unit: 'ms' },
  ];
};
