// 即时制卡: a card that an outlet of its bank makes while its person waits, stage by stage, with machines that fail (R-PROD-02, R-PROD-08).
import { ok, refused } from '../../src/base/result.ts';
import { abandonInstant } from '../../src/instant/abandon-instant.ts';
import { beginInstant } from '../../src/instant/begin-instant.ts';
import type { Attempt, Devices } from '../../src/instant/devices.ts';
import { openInstant, parseInstantJobId } from '../../src/instant/instant-job.ts';
import type { InstantStage } from '../../src/instant/instant-stages.ts';
import { runStage } from '../../src/instant/run-stage.ts';
import type { Random } from '../../src/seed/random.ts';
import { handedOver, laidOut, opened, produced, reported } from './banks.ts';
import { anotherBank, judgeEnable } from './cards.ts';
import { type Act, type Draw, drawIndex, type Hand, learn, nobodysNumber } from './hand.ts';
import {
  type AJob,
  type AnApplication,
  dayOf,
  done,
  type Ending,
  isInUse,
  type Life,
  refusedFor,
  unless,
  withApplication,
  withJob,
} from './life.ts';
import type { Asker } from './turned-away.ts';

const keeperAt = (bank: string) => ({ account: 'clerk-9', outletId: `outlet-${bank}`, bank });
export const isInWork = ({ state }: AJob): boolean => !['done', 'abandoned'].includes(state);

/** 3.1, row 31: a first card from 2026 on, a replacement always, of a card that is in use or lost. */
const notOnTheSpot = (life: Life, at: number): readonly string[] => {
  const held = life.cards.findLast((card) => card.generation === 3 && isInUse(card));
  if (held) return held.socialSecurity === 'not-enabled' ? ['WRONG_STATE'] : [];
  return dayOf(at) < '2026-01-01' ? ['INSTANT_CLOSED'] : [];
};

/** Where the work begins; undefined: it is the bank's own production that makes it. */
const startOf = (life: Life, index: number, { state, orders, bank, card }: AnApplication): string | undefined => {
  const left = life.jobs.findLast((job) => job.application === index && job.state === 'abandoned');
  if (left && orders[bank]?.state !== 'waiting') return undefined;
  if (state === 'submitted') return 'checked';
  return state === 'in-production' && left && left.card !== null && left.card === card ? 'account-open' : undefined;
};

const begin: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  const own = applications[index]?.bank ?? '102';
  const [bank, isShown] = [random.chance(0.95) ? own : anotherBank(own), random.chance(0.95)];
  return {
    name: `make it on the spot at ${bank} (application ${index})${isShown ? '' : ', nothing shown'}`,
    judge: (life, at) => {
      const application = life.applications[index];
      if (!application) return refusedFor(['APPLICATION_UNKNOWN'], life);
      const open = life.jobs.find(isInWork);
      if (open)
        return open.application === index && open.bank === bank
          ? done(life)
          : refusedFor(['CARD_IN_WORK_ELSEWHERE'], life);
      const isHere = application.bank === bank && !application.byMail;
      const state = isHere ? startOf(life, index, application) : undefined;
      if (state === undefined) return refusedFor(['NOT_FOR_THIS_COUNTER'], life);
      const codes = [...notOnTheSpot(life, at), ...(isShown ? [] : ['DOCUMENT_MISSING'])];
      return unless(codes, life, () => {
        const order = application.orders[bank];
        const isTaken = order?.state === 'waiting';
        const taken = { state: 'acknowledged', visibleAt: Math.min(order?.visibleAt ?? at, at) };
        const orders = isTaken ? { ...application.orders, [bank]: taken } : application.orders;
        const card = state === 'checked' ? null : application.card;
        const job: AJob = { application: index, bank, state, blank: 'none', card, isLaidOut: false };
        return done({ ...withApplication(life, index, { orders }), jobs: [...life.jobs, job] });
      });
    },
    aim: (hand) => {
      const number = hand.numbers[index] ?? nobodysNumber;
      const documents = isShown ? (['holder-id'] as const) : [];
      return async (key) => {
        const result = await beginInstant(hand.ground, {
          keeper: keeperAt(bank),
          instant: true,
          number,
          documents,
          key,
        });
        if (result.ok) learn(hand.jobs, result.value.jobId);
        return result;
      };
    },
  };
};

const stages = {
  'open-account': ['checked', 'account-open'],
  'confirm-photo': ['account-open', 'photo-confirmed'],
  personalise: ['photo-confirmed', 'personalised'],
  print: ['personalised', 'printed'],
  verify: ['printed', 'verified'],
  'hand-over': ['verified', 'handed-over'],
  enable: ['handed-over', 'done'],
} as const satisfies Readonly<Record<InstantStage, readonly [string, string]>>;
const names = ['open-account', 'confirm-photo', 'personalise', 'print', 'verify', 'hand-over', 'enable'] as const;
const order = ['checked', ...names.map((name) => stages[name][1])];

/** How the machines are: they do it, spoil the blank, or are not to be reached. */
type Machines = 'fine' | 'spoiling' | 'down';

const machines = (state: Machines): Devices => {
  const asked = <Value>(value: Value) => {
    if (state === 'down') return refused('DEVICE_UNREACHABLE', {});
    return state === 'spoiling' ? refused('CARD_SPOILED', {}) : ok(value);
  };
  const chip = ({ jobId, attempt }: Attempt) => ({
    chipId: `${jobId.replaceAll('-', '').slice(4)}${attempt.toString(16).padStart(4, '0')}`.toUpperCase(),
    specificationVersion: '3.00',
  });
  return {
    personalise: async (at) => asked(chip(at)),
    print: async () => asked(null),
    read: async (at) => asked(chip(at)),
    readIdCard: async () => refused('NO_ID_CARD', {}),
  };
};

/** At the counter, the document and the card before the clerk. */
const there: Asker = {
  ...{ spot: 'own', actor: 'holder', by: 'staff', documents: ['holder-id', 'card'] },
  ...{ level: 0, isKnown: true, isTold: true },
};

type Wish = { readonly stage: InstantStage; readonly machines: Machines; readonly enables: boolean };
type Staged = { readonly life: Life; readonly place: number; readonly job: AJob; readonly at: number };

/** The job goes on after what the stage does elsewhere, or stands where it stood. */
const after = (endings: readonly Ending[], place: number, changes: Partial<AJob>): readonly Ending[] =>
  endings.map((ending) =>
    ending.answer === 'ok' ? { ...ending, next: withJob(ending.next, place, changes) } : ending,
  );

const acts: Readonly<Record<InstantStage, (given: Staged, wish: Wish) => readonly Ending[]>> = {
  'open-account': ({ life, place, job, at }) =>
    reported(opened, job, { life, at }).map((ending) =>
      ending.answer === 'ok'
        ? {
            ...ending,
            next: withJob(ending.next, place, { card: ending.next.applications[job.application]?.card ?? null }),
          }
        : ending,
    ),
  'confirm-photo': ({ life }) => done(life),
  personalise: ({ life, place }, wish) => atMachine(withJob(life, place, { blank: 'taken' }), place, wish.machines),
  print: ({ life, place }, wish) => atMachine(life, place, wish.machines),
  verify: ({ life, place, job, at }, wish) => {
    const read = atMachine(life, place, wish.machines);
    if (wish.machines !== 'fine') return read;
    const made = reported(produced, job, { life, at, isOther: true }).map((ending) =>
      ending.answer === 'ok'
        ? { ...ending, next: withApplication(ending.next, job.application, { isMadeOnTheSpot: true }) }
        : ending,
    );
    return after(made, place, { blank: 'used' });
  },
  'hand-over': ({ life, place, job, at }) => {
    const ready = job.isLaidOut ? done(life) : reported(laidOut, job, { life, at });
    return ready.flatMap((first) =>
      first.answer === 'ok'
        ? reported(handedOver({ enable: false, activate: false }), job, {
            // Where the bank had said so already, the outlet's own word is not kept, and is asked of the rules anew.
            life: withJob(first.next, place, { isLaidOut: job.isLaidOut || first.next !== life }),
            at,
          })
        : [first],
    );
  },
  enable: ({ life, job, at }, { enables }) => {
    const card = job.card === null ? undefined : life.cards[job.card];
    if (job.card === null || !card) throw new Error('handed over, and no card');
    return enables ? judgeEnable(there, job.card)(life, card, at) : done(life);
  },
};

const atMachine = (life: Life, place: number, state: Machines): readonly Ending[] => {
  if (state === 'down') return refusedFor(['DEVICE_UNREACHABLE'], life);
  if (state === 'fine') return done(life);
  return refusedFor(['CARD_SPOILED'], withJob(life, place, { state: 'photo-confirmed', blank: 'none' }));
};

const drawWish = (random: Random, job: AJob | undefined): Wish => {
  const next = names.find((name) => stages[name][0] === job?.state);
  const stage = random.chance(0.9) && next ? next : random.pick(names);
  const state: Machines = random.chance(0.8) ? 'fine' : random.chance(0.5) ? 'spoiling' : 'down';
  return { stage, machines: state, enables: random.chance(0.6) };
};

const stage: Draw = (random, { jobs }) => {
  const place = jobs.length - 1;
  const wish = drawWish(random, jobs[place]);
  const { stage: name, enables } = wish;
  if (place < 0) return undefined;
  return {
    name: `on the spot: ${name} with machines ${wish.machines}${name === 'enable' && !enables ? ', declined' : ''}`,
    // A button, not a command with a key; behind it several reports and machines, and nobody comes between them here.
    isKeyless: true,
    isAlone: true,
    judge: (life, at) => {
      const job = life.jobs[place];
      if (!job) return refusedFor(['INSTANT_JOB_UNKNOWN'], life);
      const [from, to] = stages[name];
      if (job.state !== 'abandoned' && order.indexOf(job.state) >= order.indexOf(to)) return done(life);
      if (job.state !== from) return refusedFor(['STAGE_NOT_YET'], life);
      return after(acts[name]({ life, place, job, at }, wish), place, { state: to });
    },
    aim: (hand) => async () => {
      const jobId = parseInstantJobId(hand.jobs[place]);
      if (!jobId) throw new Error('no job');
      const { personId } = hand.person;
      const entered = {
        ...{
          accountLastFour: '1234',
          confirmed: true,
          documents: ['holder-id'] as const,
          collectedBy: 'holder' as const,
        },
        wish: enables ? 'enable' : 'neither',
      } as const;
      const keeper = keeperAt(jobs[place]?.bank ?? '102');
      const result = await runStage(hand.steady, machines(wish.machines), {
        keeper,
        personId,
        jobId,
        stage: name,
        entered,
      });
      if (result.ok) learnNumber(hand, result.value.sealed);
      return result.ok ? ok(null) : result;
    },
  };
};

const learnNumber = ({ ground, person, cardNumbers }: Hand, sealed: Buffer): void => {
  const { cardNumber } = openInstant(ground.keys, person.personId, sealed);
  if (cardNumber !== null) learn(cardNumbers, cardNumber);
};

const abandon: Draw = (random, { jobs }): Act | undefined => {
  const place = jobs.length - 1;
  const bank = jobs[place]?.bank;
  if (bank === undefined || !random.chance(0.3)) return undefined;
  return {
    name: 'leave what is made on the spot to the bank',
    isAlone: true,
    judge: (life) => {
      const job = life.jobs[place];
      if (!job) return refusedFor(['INSTANT_JOB_UNKNOWN'], life);
      if (job.state === 'abandoned') return done(life);
      if (!['checked', 'account-open', 'photo-confirmed'].includes(job.state))
        return refusedFor(['CARD_IN_WORK'], life);
      const { orders = {}, state = '' } = life.applications[job.application] ?? {};
      const ordered = orders[bank];
      const to = state === 'on-hold' ? 'held' : ['submitted', 'in-production'].includes(state) ? 'waiting' : undefined;
      const isMoved = to !== undefined && ordered?.state === 'acknowledged';
      const moved = isMoved ? { ...orders, [bank]: { ...ordered, state: to } } : orders;
      const left = withJob(life, place, { state: 'abandoned', blank: job.blank === 'taken' ? 'none' : job.blank });
      return done(withApplication(left, job.application, { orders: moved }));
    },
    aim: (hand) => {
      const jobId = parseInstantJobId(hand.jobs[place]);
      if (!jobId) throw new Error('no job');
      const { personId } = hand.person;
      return (key) => abandonInstant(hand.steady, { keeper: keeperAt(bank), personId, jobId, key });
    },
  };
};

export const onTheSpotDraws: readonly (readonly [Draw, number])[] = [
  [begin, 9],
  [stage, 26],
  [abandon, 1],
];
