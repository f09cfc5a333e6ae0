// Submitting an application over HTTP (parse, gate, encrypt, check, write), held against pgbench with the very same statements.
import fastify from 'fastify';
import { applicationForm } from '../src/applications/application-form.ts';
import { submitApplication } from '../src/applications/submit-application.ts';
import type { Ground } from '../src/applications/use-case.ts';
import { systemClock } from '../src/base/clock.ts';
import { connect } from '../src/database/connection.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { holdSnapshot } from '../src/policy/policy-holder.ts';
import { makeSnapshot } from '../src/policy/snapshot.ts';
import { testKeys } from '../test/support/keys.ts';
import { capture, scriptOf, type Vary } from './support/captured-script.ts';
import { insertInsuredPeople, personIdAt, personIdSql } from './support/insured-people.ts';
import { runLoad } from './support/load.ts';
import type { BenchContext, Row } from './support/row.ts';
import { runStatement } from './support/statement.ts';

export const name = 'submitting an application';

const clients = 32;
const seconds = 8;
/** More than either side gets through in its time; the first half is the program's, the second the reference's. */
const people = 60_000;
const half = people / 2;
const warmUp = 2_000;

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  const url = await database();
  const sql = connect(url);
  const keys = testKeys();
  const businessClock = () => Temporal.Instant.from('2025-10-09T09:00:00+08:00');
  const ground: Ground = { sql, keys, systemClock, businessClock, policy: holdSnapshot(makeSnapshot(1, beijing)) };
  await insertInsuredPeople(sql, keys, people);
  const origin = await serve(ground);
  try {
    const script = await referenceScript(url, ground);
    const reference = await runStatement({ url, script, clients, seconds });
    const plan = import.meta.resolve('./support/submit-plan.ts');
    const load = { origin: origin.url, plan, given: 1, connections: clients, requests: half - warmUp - 1 };
    const measured = await runLoad({ ...load, warmUp, seconds });
    return rowsOf(measured, reference);
  } finally {
    await origin.close();
    await sql.end();
  }
};

type Side = { readonly perSecond: number; readonly latency: { readonly p50: number; readonly p99: number } };

const rowsOf = (measured: Side, reference: Side & { readonly by: string }): readonly Row[] => [
  {
    what: `submit over HTTP, ${clients} at once (reference: ${reference.by})`,
    unit: '/s',
    ...{ measured: measured.perSecond, reference: reference.perSecond, goal: { ratioAtLeast: 0.7 } },
  },
  { what: '  p50', measured: measured.latency.p50, reference: reference.latency.p50, unit: 'ms' },
  {
    what: '  p99',
    unit: 'ms',
    ...{ measured: measured.latency.p99, reference: reference.latency.p99, goal: { ratioAtMost: 3 } },
  },
];

/** The use case behind a bare route: what pages and sessions add is measured with the pages. */
const serve = async (ground: Ground): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const app = fastify();
  app.post<{ Params: { index: string } }>('/submit/:index', async (request, reply) => {
    const answer = await submit(ground, Number(request.params.index), applicationForm.parse(request.body));
    return reply.code(answer.ok ? 201 : 409).send(answer);
  });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() };
};

const submit = (ground: Ground, index: number, form: ReturnType<typeof applicationForm.parse>) => {
  const personId = personIdAt(index);
  return submitApplication(ground, {
    ...{ personId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng', key: personId, form },
  });
};

/** One submission is watched; its two statements become the script, with ids and keys that differ each round. */
const referenceScript = async (url: string, ground: Ground): Promise<string> => {
  const sql = connect(url, { connections: 1 });
  const form = applicationForm.parse({
    delivery: 'mail',
    phone: '19900000001',
    address: '试验路1号院2号楼301',
    pledge: 'yes',
  });
  const captured = await capture(sql, () => submit({ ...ground, sql }, 0, form)).finally(() => sql.end());
  if (captured.length !== 2) throw new Error(`a submission takes ${captured.length} statements, not two`);
  return `\\set person next()\n${scriptOf(captured, vary(personIdAt(0)))}`;
};

const index = `(:person + ${half})`;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;
const applicationNumber = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/;

/** Ids of rows other than the person come from the same count; digests of keys are the only values of 32 bytes. */
const vary =
  (personId: string): Vary =>
  (value) => {
    if (value === personId) return personIdSql(index);
    if (typeof value === 'string' && uuid.test(value)) return personIdSql(index);
    if (typeof value === 'string' && applicationNumber.test(value)) return `('N' || ${index})`;
    if (value instanceof Uint8Array && value.length === 32) return `sha256(int8send(${index}::bigint))`;
    return undefined;
  };
