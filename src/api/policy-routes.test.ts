// The policy over HTTP: the contract's example, malformed questions, and the lists as of a day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { snapshot } from '../../test/support/questions.ts';
import { registerApiDescription } from '../edge/api-description.ts';
import { registerErrorHandlers } from '../edge/errors.ts';
import { holdSnapshot } from '../policy/policy-holder.ts';
import { policyRoutes } from './policy-routes.ts';

const app = Fastify();
registerErrorHandlers(app);
await registerApiDescription(app);
await app.register(
  policyRoutes({ policy: holdSnapshot(snapshot), businessClock: () => Temporal.Instant.from('2025-10-09T01:00:00Z') }),
);

const example = {
  service: 'apply',
  on: '2025-10-08',
  channel: 'minsheng',
  actor: 'holder',
  outlet: { kind: 'bank', bank: '102', instant: true },
  person: {
    groups: ['retiree'],
    insured: true,
    birthDate: '1955-03-02',
    district: '110108',
    pensionBank: '102',
    employer: { district: '110108', groupOpen: true, banks: ['102', '104'], kind: 'employer' },
    runningApplication: false,
    lastBankChangeOn: null,
  },
  card: {
    generation: 2,
    bank: '102',
    socialSecurity: 'enabled',
    financial: 'active',
    reissueRequested: false,
    suburbanRail: false,
  },
  bank: '102',
  delivery: 'mail',
  documents: ['holder-id', 'card'],
  reason: null,
};
const decide = async (payload: object) => {
  const response = await app.inject({ method: 'POST', url: '/api/v1/policy/decisions', payload });
  return { status: response.statusCode, body: response.json() };
};
const list = async (url: string) => (await app.inject({ url: `/api/v1/policy/${url}` })).json();

test('the example of the contract is refused on 2025-10-08 with date, clause and what to do instead', async () => {
  const { status, body } = await decide(example);
  assert.equal(status, 200);
  assert.equal(body.permitted, false);
  assert.equal(body.code, 'NOT_YET_OPEN');
  assert.deepEqual(body.rules, ['R-ELIG-11']);
  assert.deepEqual(body.sources[0], {
    document: '关于启动第三代社会保障卡第五批集中换发工作的通知',
    clause: '§一',
    date: '2025-10-09',
  });
  assert.deepEqual(body.instead[0], { from: '2025-10-09', channel: 'minsheng' });
  assert.match(body.message.zh, /2025年10月9日起可以办理/);
  assert.match(body.message.en, /opens on 9 October 2025/);
});

test('the example is permitted a day later with documents, fee, due date and bank', async () => {
  const { body } = await decide({ ...example, on: '2025-10-09' });
  assert.deepEqual(
    {
      permitted: body.permitted,
      documents: body.documents,
      fee: body.fee,
      dueOn: body.dueOn,
      fixedBank: body.fixedBank,
      product: body.product,
      conditions: body.conditions,
    },
    {
      permitted: true,
      documents: ['holder-id'],
      fee: { amount: '0.00', currency: 'CNY' },
      dueOn: '2025-11-08',
      fixedBank: '102',
      product: 'generation-3',
      conditions: [],
    },
  );
});

test('an instant is read as the day in the city', async () => {
  assert.equal((await decide({ ...example, on: '2025-10-08T23:59:59+08:00' })).body.permitted, false);
  assert.equal((await decide({ ...example, on: '2025-10-08T16:00:00Z' })).body.permitted, true);
});

test('card null says that there is none, card left out that it is not known', async () => {
  const { card: _card, ...unknown } = example;
  assert.equal((await decide({ ...unknown, on: '2025-10-09', card: null })).body.permitted, true);
  const { body } = await decide({ ...unknown, on: '2025-10-09' });
  assert.equal(body.code, 'FACT_MISSING');
  assert.equal(body.facts.fact, 'card');
});

const malformed: readonly (readonly [field: string, change: object])[] = [
  ['service', { service: 'fly' }],
  ['channel', { channel: 7 }],
  ['on', { on: '2025-02-30' }],
  ['on', { on: '2025-10-09T10:00:00' }],
  ['on', { on: undefined }],
  ['actor', { actor: 'neighbour' }],
  ['person.groups.0', { person: { groups: ['pirate'] } }],
  ['person.birthDate', { person: { birthDate: '02.03.1955' } }],
  ['card.generation', { card: { generation: 4 } }],
  ['documents.0', { documents: ['library-card'] }],
];
for (const [field, change] of malformed) {
  test(`a malformed ${field} (${JSON.stringify(change)}) is a 400 that names the field`, async () => {
    const { status, body } = await decide({ ...example, ...change });
    assert.equal(status, 400);
    assert.ok(
      body.fields.some((each: { field: string }) => each.field === field),
      JSON.stringify(body),
    );
  });
}

test('a body that is no question at all is a 400', async () => {
  for (const payload of ['[]', '"apply"', '{', 'null']) {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/policy/decisions',
      payload,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.statusCode, 400, payload);
  }
});

test('the banks of a day: fifteen, then sixteen, all with the same fields (R-SUPERVISE-01)', async () => {
  const before = await list('banks?on=2025-10-08');
  const after = await list('banks?on=2025-10-09');
  assert.equal(before.banks.length, 15);
  assert.equal(after.banks.length, 16);
  assert.equal(new Set(after.banks.map((bank: object) => Object.keys(bank).join())).size, 1);
  const codes: readonly string[] = after.banks.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes, codes.toSorted(), 'by their codes, which nobody can pay for');
});

test('the channels where one may apply: online in 2025, everywhere in 2026 (R-CHAN-05)', async () => {
  const codes = async (on: string) =>
    (await list(`channels?on=${on}&service=apply`)).channels.map((each: { channel: string }) => each.channel);
  assert.deepEqual(await codes('2025-09-01'), ['website', 'jingtong', 'wechat-account', 'minsheng']);
  assert.deepEqual(await codes('2026-02-02'), [
    'website',
    'jingtong',
    'wechat-account',
    'minsheng',
    'district',
    'street',
    'bank',
    'door',
  ]);
});

test('batches, services, time limits and calendar answer for today when no day is given', async () => {
  const { on, batches } = await list('batches');
  assert.equal(on, '2025-10-09');
  assert.equal(batches.find((each: { batch: string }) => each.batch === '5').open, true);
  const { services } = await list('services');
  const cell = services[0].places.find((each: { place: string }) => each.place === 'street');
  assert.equal(cell.answer, 'OFFLINE_CLOSED');
  assert.equal(cell.sources[0].clause.length > 0, true);
  assert.ok((await list('time-limits')).timeLimits.length > 0);
  assert.equal((await list('calendar')).calendar.isWorkday, true);
  assert.equal((await list('calendar?on=2027-01-04')).calendar.code, 'CALENDAR_NOT_COVERED');
});

test('a list of a day that is none is a 400', async () => {
  assert.equal((await app.inject({ url: '/api/v1/policy/banks?on=yesterday' })).statusCode, 400);
});
