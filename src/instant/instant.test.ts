// A card made on the spot, stage by stage: refused out of turn, resumed after every failure and crash, nothing done twice.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { activeCard, codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { orderReplacement } from '../applications/order-replacement.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { ok, refused } from '../base/result.ts';
import { findStock } from '../card-stock/card-stock-store.ts';
import { enterStock } from '../card-stock/keep-stock.ts';
import type { PersonRecord } from '../people/person.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listWaitingOrders } from '../production/orders-store.ts';
import { abandonInstant } from './abandon-instant.ts';
import { type BeginRefused, beginInstant, type InstantBegun } from './begin-instant.ts';
import type { Attempt, Devices } from './devices.ts';
import { type InstantStage, instantStages, instantStates, isPast, nextStage, stageNames } from './instant-stages.ts';
import { findInstant, findInstantOffered, listInstantSteps } from './instant-store.ts';
import { runStage, type StageAsked } from './run-stage.ts';
import { setAsideCard } from './set-aside.ts';

const city = await testCity();
const { sql, keys } = city;
const regular = Temporal.Instant.from('2026-03-02T10:00:00+08:00');
const outletId = 'Y1020001';
let turn = 0;
let keeper = { account: 'clerk-1', outletId, bank: '102' };
let person: PersonRecord;

/** Machines that remember what they did for an attempt, and fail as they are told: `lost` did it and lost the answer. */
type Mishap = 'fine' | 'spoils' | 'down' | 'lost' | 'other-chip';
const machines = () => {
  const did = new Map<string, { readonly chipId: string; readonly specificationVersion: string }>();
  let times = 0;
  let mishap: Mishap = 'fine';
  const once = (what: string, { jobId, attempt }: Attempt) => {
    const name = `${what} ${jobId} ${attempt}`;
    if (mishap === 'down') return refused('DEVICE_UNREACHABLE', {});
    if (mishap === 'spoils') return refused('CARD_SPOILED', {});
    times += did.has(name) ? 0 : 1;
    const chip = did.get(name) ?? { chipId: `${times}`.padStart(32, 'A'), specificationVersion: '3.00' };
    did.set(name, chip);
    return mishap === 'lost' ? refused('DEVICE_UNREACHABLE', {}) : ok(chip);
  };
  const devices: Devices = {
    personalise: async (at) => once('write', at),
    print: async (at) => {
      const printed = once('print', at);
      return printed.ok ? ok(null) : printed;
    },
    read: async (at) => {
      const written = did.get(`write ${at.jobId} ${at.attempt}`);
      if (mishap === 'down' || mishap === 'lost') return refused('DEVICE_UNREACHABLE', {});
      if (mishap === 'spoils' || !written) return refused('CARD_SPOILED', {});
      return ok(mishap === 'other-chip' ? { ...written, chipId: 'F'.repeat(32) } : written);
    },
    readIdCard: async () => refused('NO_ID_CARD', {}),
  };
  return {
    devices,
    set: (next: Mishap) => {
      mishap = next;
    },
    written: () => [...did.keys()].filter((name) => name.startsWith('write')).length,
  };
};

const file = async (changes: object = {}) =>
  done(
    await submitApplication(city, {
      ...{ personId: person.personId, actor: 'holder', actorId: 'clerk-1', level: 0, channel: 'bank', key: freshKey() },
      form: applicationForm.parse({
        ...{ delivery: 'outlet', outletId, phone: '19900000001', address: '', pledge: 'yes', bank: '102' },
        ...{ homeAddress: '试验路1号院2号楼302', occupation: 'retired' },
        ...{ consents: ['sensitive-data', 'share-with-bank'], ...changes },
      }),
      counter: { outletId, bank: '102', instant: true, documents: ['holder-id'], idValidity: 'long-term' },
    }),
  ).number;

const begin = (number: string, changes: object = {}) =>
  beginInstant(city, { keeper, instant: true, number, documents: ['holder-id'], key: freshKey(), ...changes });
const begun = async (number: string): Promise<InstantBegun> => {
  const result = await begin(number);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

const entered: Readonly<Record<InstantStage, StageAsked['entered']>> = {
  'open-account': { accountLastFour: '1234' },
  'confirm-photo': { confirmed: true },
  personalise: {},
  print: {},
  verify: {},
  'hand-over': { documents: ['holder-id'] },
  enable: { wish: 'enable-and-activate' },
};
const run = (
  jobId: InstantBegun['jobId'],
  stage: InstantStage,
  { devices }: { readonly devices: Devices },
  given = entered[stage],
) => runStage(city, devices, { keeper, personId: person.personId, jobId, stage, entered: given });
const job = async (jobId: InstantBegun['jobId']) => {
  const row = await findInstant(sql, { personId: person.personId, jobId });
  assert.ok(row);
  return row;
};
const stock = async () => {
  const row = await findStock(sql, keeper.outletId);
  return [row?.onHand, row?.spoiled];
};
const cards = async () =>
  (
    await sql`select generation, social_security, financial from cards where person_id = ${person.personId} order by generation`
  ).map((row) => [row.generation, row.social_security, row.financial]);

beforeEach(async () => {
  city.setClock(regular);
  turn += 1;
  keeper = { account: 'clerk-1', outletId, bank: '102' };
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address, instant)
    values (${outletId}, 'bank', '102', '110108', '即时支行', '试验路1号', true) on conflict do nothing`;
  person = await insertTestPerson(sql, keys);
  await insertOldCard(sql, keys, person.personId);
  await sql`delete from card_stock_entries`;
  await sql`delete from card_stocks`;
  done(await enterStock(city, { keeper, kind: 'received', quantity: 9, key: `fill ${turn}` }));
});

describe('the stages', () => {
  it('R-PROD-02: lead from one to the next and to no other', () => {
    const walked: string[] = ['checked'];
    for (let state = instantStates[0] as (typeof instantStates)[number]; ; ) {
      const stage = nextStage(state);
      if (!stage) break;
      state = instantStages[stage].to;
      walked.push(state);
    }
    assert.deepEqual(walked, instantStates.slice(0, -1));
    assert.deepEqual(
      stageNames.map((stage) => [isPast('verified', stage), isPast('abandoned', stage)]),
      [5, 2].flatMap((count, index) => Array.from({ length: count }, () => [index === 0, false])),
    );
  });

  it('R-PROD-02, R-DELIV-04, C-15: from the application to the enabled card, one blank used, each thing once', async () => {
    const number = await file();
    const { jobId } = await begun(number);
    city.passTime({ minutes: 15 });
    const queue = await listWaitingOrders(sql, { bank: '102', at: city.businessClock(), most: 9 });
    assert.ok(!queue.some((order) => order.number === number), 'it is in no queue of the bank any more');
    const makers = machines();
    for (const stage of stageNames) {
      assert.equal(codeOf(await run(jobId, 'enable', makers)), stage === 'enable' ? 'ok' : 'STAGE_NOT_YET', stage);
      const both = await Promise.all([run(jobId, stage, makers), run(jobId, stage, makers)]);
      assert.deepEqual(both.map(codeOf), ['ok', 'ok'], stage);
    }
    assert.equal((await job(jobId)).state, 'done');
    assert.deepEqual(await stock(), [8, 0]);
    assert.deepEqual(
      [makers.written(), await cards()],
      [
        1,
        [
          [2, 'invalid', 'active'],
          [3, 'enabled', 'active'],
        ],
      ],
    );
    const actions = (await listEvents(sql, person.personId)).map(({ action }) => action);
    assert.equal(new Set(actions).size, actions.length, `each happened once: ${actions}`);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-PROD-08: killed after each thing was done and before it was kept, asked again it goes on, each thing once', async () => {
    const { jobId } = await begun(await file());
    const makers = machines();
    for (const stage of stageNames) {
      const { state, sealed } = await job(jobId);
      done(await run(jobId, stage, makers));
      // The blank is taken in a step of its own, before the machine is asked.
      await sql`
        update instant_jobs set state = ${state}, sealed = ${sealed},
          blank = case when ${state}::text in ('photo-confirmed', 'personalised', 'printed') then 'taken' else blank end
        where job_id = ${jobId}`;
      done(await run(jobId, stage, makers));
    }
    assert.deepEqual([makers.written(), await stock()], [1, [8, 0]]);
    const actions = (await listEvents(sql, person.personId)).map(({ action }) => action);
    assert.equal(new Set(actions).size, actions.length, `each happened once: ${actions}`);
    assert.deepEqual((await cards()).at(-1), [3, 'enabled', 'active']);
  });

  it('R-ENABLE-03: who declines takes the card as it is; the old one goes on', async () => {
    const { jobId } = await begun(await file());
    const makers = machines();
    for (const stage of stageNames.slice(0, -1)) done(await run(jobId, stage, makers));
    assert.equal(codeOf(await run(jobId, 'enable', makers, {})), 'NOT_CONFIRMED');
    done(await run(jobId, 'enable', makers, { wish: 'neither' }));
    assert.deepEqual(await cards(), [
      [2, 'enabled', 'active'],
      [3, 'not-enabled', 'not-activated'],
    ]);
  });

  const refusals: readonly (readonly [string, InstantStage, StageAsked['entered'], string])[] = [
    ['the account without its last four', 'open-account', {}, 'ACCOUNT_DIGITS'],
    ['R-PHOTO-01: the photo unseen', 'confirm-photo', {}, 'NOT_CONFIRMED'],
    ['R-DELIV-05: into no hand without the document', 'hand-over', { documents: [] }, 'DOCUMENT_MISSING'],
  ];
  for (const [name, stage, given, code] of refusals)
    it(`${name} → ${code}, and then it goes on`, async () => {
      const { jobId } = await begun(await file());
      const makers = machines();
      for (const before of stageNames.slice(0, stageNames.indexOf(stage))) done(await run(jobId, before, makers));
      assert.equal(codeOf(await run(jobId, stage, makers, given)), code);
      done(await run(jobId, stage, makers));
    });
});

describe('beginning', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['R-CHAN-16: not at an outlet without the flag', { instant: false }, 'OUTLET_NOT_INSTANT'],
    ['R-CHAN-19: not without the document', { documents: [] }, 'DOCUMENT_MISSING'],
    ['of another outlet', { keeper: { account: 'x', outletId: 'outlet-102', bank: '102' } }, 'NOT_FOR_THIS_COUNTER'],
    ['of another bank', { keeper: { account: 'x', outletId, bank: '105' } }, 'NOT_FOR_THIS_COUNTER'],
    ['of no such number', { number: 'K7QM-2X4T-9ABC' }, 'APPLICATION_UNKNOWN'],
  ];
  for (const [name, changes, code] of cases)
    it(`${name} → ${code}`, async () => {
      const result: { ok: true } | BeginRefused | { ok: false; code: string } = await begin(await file(), changes);
      assert.equal(result.ok ? 'ok' : result.code, code);
    });

  it('R-PROD-03: in the centralized phase no first card is made on the spot', async () => {
    const number = await file();
    city.setClock(Temporal.Instant.from('2025-12-30T10:00:00+08:00'));
    assert.equal(codeOf(await begin(number)), 'INSTANT_CLOSED');
  });

  it('C-07, R-REISSUE-01: a lost card is made anew on the spot in the centralized phase too, and the lost one has ended', async () => {
    city.setClock(Temporal.Instant.from('2025-12-10T10:00:00+08:00'));
    await sql`update cards set social_security = 'invalid' where person_id = ${person.personId}`;
    const cardId = await activeCard(city, person.personId);
    await sql`update applications set state = 'received' where person_id = ${person.personId}`;
    const ordered = await orderReplacement(city, {
      ...{ service: 'reissue', reason: null, phone: '19900000001', language: 'zh', level: 0, channel: 'bank' },
      choice: { delivery: 'outlet', outletId },
      ...{ personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-1', key: freshKey() },
      served: { by: 'staff', outletId, bank: '102', documents: ['holder-id'] },
    });
    const { jobId } = await begun(done(ordered).number);
    const makers = machines();
    for (const stage of stageNames) done(await run(jobId, stage, makers));
    const states = (await cards()).filter(([generation]) => generation === 3).map(([, state]) => state);
    assert.deepEqual(states.toSorted(), ['enabled', 'replaced']);
  });

  it('twice is once', async () => {
    const number = await file();
    const first = await begun(number);
    assert.deepEqual(await begun(number), first);
    await sql`update instant_jobs set outlet_id = 'Y1020099' where job_id = ${first.jobId}`;
    assert.equal(codeOf(await begin(number)), 'CARD_IN_WORK_ELSEWHERE', 'what another outlet has in hand is not ours');
  });
});

describe('giving up', () => {
  const give = (jobId: InstantBegun['jobId']) =>
    abandonInstant(city, { keeper, personId: person.personId, jobId, key: freshKey() });

  it('R-PROD-04: before there is a card, it goes back to the bank; a blank nobody knows of is set aside', async () => {
    const number = await file();
    const { jobId } = await begun(number);
    const makers = machines();
    for (const stage of stageNames.slice(0, 2)) done(await run(jobId, stage, makers));
    makers.set('down');
    assert.equal(codeOf(await run(jobId, 'personalise', makers)), 'DEVICE_UNREACHABLE');
    assert.deepEqual(await stock(), [8, 0]);
    done(await give(jobId));
    done(await give(jobId));
    assert.deepEqual(await stock(), [8, 1]);
    const queue = await listWaitingOrders(sql, { bank: '102', at: city.businessClock(), most: 99 });
    assert.ok(queue.some((order) => order.number === number));
    assert.equal(codeOf(await run(jobId, 'personalise', makers)), 'STAGE_NOT_YET');
  });

  it('R-PROD-02, R-PROD-08: while it waits in the queue it is begun again here: the same account and number, one card', async () => {
    const number = await file();
    const first = await begun(number);
    done(await give(first.jobId));
    const second = await begun(number);
    assert.equal((await job(second.jobId)).state, 'checked', 'no account was opened yet');
    const makers = machines();
    for (const stage of stageNames.slice(0, 2)) done(await run(second.jobId, stage, makers));
    makers.set('lost');
    assert.equal(codeOf(await run(second.jobId, 'personalise', makers)), 'DEVICE_UNREACHABLE');
    done(await give(second.jobId));
    assert.deepEqual(await stock(), [8, 1], 'a blank nobody knows of');
    city.passTime({ minutes: 15 });
    assert.ok(await findInstantOffered(sql, { personId: person.personId, outletId, bank: '102' }));
    const third = await begun(number);
    assert.equal((await job(third.jobId)).state, 'account-open');
    const queue = await listWaitingOrders(sql, { bank: '102', at: city.businessClock(), most: 99 });
    assert.ok(!queue.some((order) => order.number === number), 'its bank does not make it as well');
    makers.set('fine');
    for (const stage of stageNames.slice(1)) done(await run(third.jobId, stage, makers));
    assert.deepEqual(await stock(), [7, 1]);
    assert.deepEqual((await cards()).at(-1), [3, 'enabled', 'active']);
    const events = (await listEvents(sql, person.personId)).map(({ action }) => action);
    for (const action of ['report-account-opened', 'report-produced', 'report-handed-over'])
      assert.equal(events.filter((each) => each === action).length, 1, action);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-PROD-04: what was left to the bank and taken over by it is not begun again', async () => {
    const number = await file();
    const { jobId } = await begun(number);
    done(await run(jobId, 'open-account', machines()));
    done(await give(jobId));
    await acknowledgeOrders(city, { bank: '102', key: freshKey(), numbers: [number] });
    assert.equal(codeOf(await begin(number)), 'NOT_FOR_THIS_COUNTER');
    assert.equal(await findInstantOffered(sql, { personId: person.personId, outletId, bank: '102' }), undefined);
  });

  it('not while there is a card with a chip', async () => {
    const { jobId } = await begun(await file());
    const makers = machines();
    for (const stage of stageNames.slice(0, 3)) done(await run(jobId, stage, makers));
    assert.equal(codeOf(await give(jobId)), 'CARD_IN_WORK');
  });

  it('R-PROD-08: a card that the clerk sees is bad is set aside once, and then the rest may be left to the bank', async () => {
    const { jobId } = await begun(await file());
    const makers = machines();
    const aside = (attempt: number) => setAsideCard(city, { keeper, personId: person.personId, jobId, attempt });
    for (const stage of stageNames.slice(0, 2)) done(await run(jobId, stage, makers));
    assert.equal(codeOf(await aside(1)), 'NOTHING_TO_SET_ASIDE');
    for (const stage of ['personalise', 'print'] as const) done(await run(jobId, stage, makers));
    done(await aside(1));
    done(await aside(1));
    assert.deepEqual([(await job(jobId)).state, await stock()], ['photo-confirmed', [8, 1]]);
    for (const stage of ['personalise', 'print'] as const) done(await run(jobId, stage, makers));
    done(await aside(1));
    assert.equal((await job(jobId)).state, 'printed', 'the click was about the card before');
    done(await run(jobId, 'verify', makers));
    assert.equal(codeOf(await aside(2)), 'NOTHING_TO_SET_ASIDE');
  });

  it('G-38: what its application is decided upon changes: the card waits for the bureau, and goes on or is left', async () => {
    const number = await file();
    const { jobId } = await begun(number);
    const makers = machines();
    for (const stage of stageNames.slice(0, 4)) done(await run(jobId, stage, makers));
    const hold = { number, reasons: ['under-review'], clerkId: 'bureau-1', key: freshKey() } as const;
    done(await holdApplication(city, hold));
    assert.equal(codeOf(await run(jobId, 'verify', makers)), 'WRONG_STATE');
    assert.deepEqual(await stock(), [8, 0], 'the card is not lost');
    done(await setAsideCard(city, { keeper, personId: person.personId, jobId, attempt: 1 }));
    done(await give(jobId));
    const states = await sql`select state from orders where person_id = ${person.personId}`;
    assert.deepEqual(
      states.map(({ state }) => state),
      ['held'],
      'the bank sees it when the bureau lets it go on',
    );
  });

  it('R-PROD-08: without a blank no card is begun, and with one it goes on', async () => {
    await sql`update card_stocks set on_hand = 0`;
    const { jobId } = await begun(await file());
    const makers = machines();
    for (const stage of stageNames.slice(0, 2)) done(await run(jobId, stage, makers));
    assert.equal(codeOf(await run(jobId, 'personalise', makers)), 'NO_BLANK_CARD');
    done(await enterStock(city, { keeper, kind: 'received', quantity: 1, key: 'one more' }));
    done(await run(jobId, 'personalise', makers));
  });
});

describe('whatever goes wrong', () => {
  it('R-PROD-08: any order of tries and mishaps ends with one card, and with every blank accounted for', async () => {
    const mishaps = ['fine', 'fine', 'spoils', 'down', 'lost', 'other-chip'] as const;
    const tries = fc.array(fc.tuple(fc.constantFrom(...stageNames), fc.constantFrom(...mishaps), fc.boolean()), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(tries, async (given) => {
        person = await insertTestPerson(sql, keys);
        await insertOldCard(sql, keys, person.personId);
        done(await enterStock(city, { keeper, kind: 'received', quantity: 40, key: freshKey() }));
        const [goodBefore = 0, badBefore = 0] = await stock();
        const { jobId } = await begun(await file());
        const makers = machines();
        for (const [stage, mishap, twice] of given) {
          makers.set(mishap);
          await Promise.all([run(jobId, stage, makers), ...(twice ? [run(jobId, stage, makers)] : [])]);
          const { state, attempt, blank } = await job(jobId);
          const [good = 0, bad = 0] = await stock();
          assert.equal(goodBefore - good, attempt, 'as many blanks are gone as attempts were made');
          assert.equal(bad - badBefore, blank === 'none' ? attempt : attempt - 1, 'and all but the last are spoiled');
          const made = await cards();
          assert.equal(made.length, isPast(state, 'verify') ? 2 : 1, 'a card exists once it is verified');
        }
        makers.set('fine');
        for (let state = (await job(jobId)).state; nextStage(state); state = (await job(jobId)).state)
          done(await run(jobId, nextStage(state) ?? 'enable', makers));
        assert.equal((await job(jobId)).state, 'done');
        assert.deepEqual((await cards()).at(-1), [3, 'enabled', 'active']);
        const steps = await listInstantSteps(sql, { personId: person.personId, jobId });
        const finished = steps.filter(({ stage, code }) => stage === 'verify' && code === null);
        assert.equal(finished.length, 1, 'verified once');
        assert.deepEqual(await verifyPerson(city, person.personId), []);
      }),
      { numRuns: 12 },
    );
  });
});
