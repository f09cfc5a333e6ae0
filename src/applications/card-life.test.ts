// A model of the whole main job: random steps of person and bank, one by one and at the same moment, on the real database.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { freshKey } from '../../test/support/card-journey.ts';
import {
  bankAfter,
  checkLife,
  type Life,
  lifeBanks,
  type StepName,
  stepNames,
  steps,
} from '../../test/support/card-life.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import type { CardId } from '../base/ids.ts';

const city = await testCity();
for (const bank of lifeBanks) await insertTestOutlet(city.sql, bank);

/** Free to choose among the banks. */
const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;

const newLife = async (): Promise<{ readonly life: Life; readonly oldCard: CardId }> => {
  const { personId } = await insertTestPerson(city.sql, city.keys, flexible);
  const oldCard = await insertOldCard(city.sql, city.keys, personId);
  return { life: { personId, bank: '102', number: '' }, oldCard };
};

/** What the rules say of a life, in as few words as possible; the program must agree with it. */
type Model = {
  state: string;
  mail: boolean;
  bank: string;
  /** Banks that opened no account for the application. */
  refusing: readonly string[];
  /** The order of its bank: in the feed, taken over, held, or none of it. */
  order: 'waiting' | 'taken' | 'held' | 'none';
  opened: boolean;
  produced: boolean;
  /** The parcel is on its way, or came back. */
  parcel: boolean;
  enabled: boolean;
  activated: boolean;
  /** Where it was held. */
  heldFrom: string | null;
  /** A name that became known since it was judged last, and is on the card. */
  renamed: boolean;
};
const unborn = (): Model => ({
  ...{ state: 'none', mail: false, bank: '102', refusing: [], order: 'none' },
  ...{ opened: false, produced: false, parcel: false, enabled: false, activated: false },
  ...{ heldFrom: null, renamed: false },
});

const isIn = (model: Model, ...states: readonly string[]): boolean => states.includes(model.state);
const running = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold'];
const holdable = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'returned'];
const apply = (mail: boolean) => ({
  may: (model: Model) => !isIn(model, ...running) && !model.produced,
  follow: (model: Model) => Object.assign(model, unborn(), { state: 'submitted', mail, order: 'waiting' }),
});
const move = (may: (model: Model) => boolean, from: string, to: Partial<Model>) => ({
  may: (model: Model) => isIn(model, from) && may(model),
  follow: (model: Model) => Object.assign(model, to),
});
const always = () => true;
const again = (mail: boolean) => move(always, 'returned', { state: 'produced', mail, order: 'waiting', parcel: false });

const rules: Readonly<Record<StepName, { may: (model: Model) => boolean; follow: (model: Model) => void }>> = {
  'apply-for-mail': apply(true),
  'apply-for-outlet': apply(false),
  withdraw: move((model) => model.order === 'waiting', 'submitted', { state: 'withdrawn', order: 'none' }),
  acknowledge: {
    may: (model) => model.order === 'waiting',
    follow: (model) => Object.assign(model, { order: 'taken' }),
  },
  open: move(always, 'submitted', { state: 'in-production', order: 'taken', opened: true }),
  refuse: {
    may: (model) => isIn(model, 'submitted'),
    follow: (model) =>
      Object.assign(model, { state: 'account-refused', order: 'taken', refusing: [...model.refusing, model.bank] }),
  },
  'choose-bank': {
    may: (model) => isIn(model, 'account-refused') && !model.refusing.includes(bankAfter(model.bank)),
    follow: (model) =>
      Object.assign(model, {
        state: 'submitted',
        bank: bankAfter(model.bank),
        order: 'waiting',
        mail: true,
        renamed: false,
      }),
  },
  reject: {
    may: (model) => isIn(model, 'submitted', 'on-hold'),
    follow: (model) =>
      Object.assign(model, {
        ...{ state: 'rejected', order: 'none', heldFrom: null },
        ...{ opened: false, produced: false, parcel: false },
      }),
  },
  resubmit: move(always, 'rejected', { state: 'submitted', order: 'waiting', mail: true, renamed: false }),
  hold: { may: (model) => isIn(model, ...holdable), follow: (model) => putOnHold(model) },
  release: {
    may: (model) => isIn(model, 'on-hold'),
    follow: (model) =>
      Object.assign(model, {
        ...{ state: model.heldFrom, heldFrom: null, renamed: false },
        order: model.order === 'held' ? 'waiting' : model.order,
      }),
  },
  rename: { may: always, follow: (model) => Object.assign(model, { renamed: true }) },
  produce: move(always, 'in-production', { state: 'produced', produced: true }),
  mail: move((model) => model.mail, 'produced', { state: 'mailed', order: 'taken', parcel: true }),
  'lay-out': move((model) => !model.mail, 'produced', { state: 'ready-for-pickup', order: 'taken' }),
  'hand-over': move(always, 'ready-for-pickup', { state: 'collected' }),
  'hand-over-ready': move(always, 'ready-for-pickup', { state: 'collected', enabled: true, activated: true }),
  activate: {
    may: (model) => model.enabled && !model.activated,
    follow: (model) => Object.assign(model, { activated: true }),
  },
  return: {
    may: (model) => isIn(model, 'mailed', 'ready-for-pickup'),
    follow: (model) => Object.assign(model, { state: 'returned' }),
  },
  'choose-mail': again(true),
  'choose-outlet': again(false),
  enable: {
    may: (model) => !model.enabled && isIn(model, 'mailed', 'collected'),
    follow: (model) =>
      Object.assign(model, { enabled: true, state: model.state === 'mailed' ? 'received' : model.state }),
  },
};

const putOnHold = (model: Model): Model =>
  Object.assign(model, {
    ...{ heldFrom: model.state, state: 'on-hold' },
    order: model.order === 'waiting' ? 'held' : model.order,
  });

/** Steps before which the facts are checked again (G-38). */
const checked: readonly StepName[] = ['produce', 'mail', 'hand-over', 'hand-over-ready'];

const never = () => false;

/** Done before: answered again, whatever the state is now. */
const repeats: Readonly<Record<StepName, (model: Model) => boolean>> = {
  'apply-for-mail': never,
  'apply-for-outlet': never,
  withdraw: (model) => isIn(model, 'withdrawn'),
  acknowledge: (model) => model.order === 'taken',
  open: (model) => model.opened,
  refuse: (model) => isIn(model, 'account-refused'),
  'choose-bank': never,
  reject: never,
  resubmit: never,
  hold: never,
  release: never,
  rename: never,
  produce: (model) => model.produced,
  mail: (model) => model.parcel,
  'lay-out': (model) => !model.mail && isIn(model, 'ready-for-pickup', 'collected'),
  'hand-over': (model) => isIn(model, 'collected'),
  'hand-over-ready': (model) => isIn(model, 'collected') && model.enabled && model.activated,
  activate: (model) => model.activated,
  return: (model) => isIn(model, 'returned'),
  'choose-mail': never,
  'choose-outlet': never,
  enable: (model) => model.enabled,
};

const eventCountOf = async ({ personId }: Life): Promise<number> => {
  const [row] = await city.sql<
    { count: number }[]
  >`select event_count as count from people where person_id = ${personId}`;
  return row?.count ?? -1;
};

// Weighted towards going on, so that most lives get as far as an enabled card.
const step = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...stepNames) },
  { weight: 2, arbitrary: fc.constantFrom<StepName>('apply-for-mail', 'open', 'produce', 'mail', 'enable') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<StepName>('apply-for-outlet', 'open', 'produce', 'lay-out', 'hand-over', 'enable'),
  },
  // And towards the ways back.
  { weight: 1, arbitrary: fc.constantFrom<StepName>('refuse', 'choose-bank', 'reject', 'resubmit') },
  { weight: 1, arbitrary: fc.constantFrom<StepName>('return', 'choose-mail', 'choose-outlet') },
  { weight: 1, arbitrary: fc.constantFrom<StepName>('hand-over-ready', 'activate') },
  // And towards what is held.
  { weight: 1, arbitrary: fc.constantFrom<StepName>('rename', 'hold', 'release', 'release', 'reject', 'resubmit') },
);

const reached = new Set<string>();
/** Lives that are always among the tried ones: each end is reached. */
const examples = [
  ['apply-for-mail', 'open', 'produce', 'mail', 'enable', 'enable', 'apply-for-mail'],
  ['apply-for-outlet', 'withdraw', 'apply-for-outlet', 'open', 'produce', 'lay-out', 'hand-over', 'enable'],
  ['apply-for-mail', 'refuse', 'apply-for-mail', 'acknowledge', 'withdraw', 'open'],
  ['apply-for-outlet', 'open', 'produce', 'activate', 'lay-out', 'hand-over-ready', 'activate', 'enable', 'hand-over'],
  ['apply-for-mail', 'open', 'produce', 'mail', 'activate', 'enable', 'activate', 'activate'],
  ['apply-for-outlet', 'acknowledge', 'reject', 'open', 'resubmit', 'reject', 'apply-for-mail', 'resubmit', 'open'],
  ['apply-for-mail', 'refuse', 'choose-bank', 'reject', 'resubmit', 'refuse', 'choose-bank', 'refuse', 'choose-bank'],
  ['apply-for-mail', 'open', 'produce', 'mail', 'return', 'mail', 'enable', 'choose-outlet', 'acknowledge', 'lay-out'],
  [
    'apply-for-mail',
    'hold',
    'acknowledge',
    'open',
    'release',
    'open',
    'rename',
    'produce',
    'produce',
    'release',
    'produce',
  ],
  ['apply-for-outlet', 'open', 'produce', 'lay-out', 'rename', 'hand-over', 'enable', 'release', 'hand-over-ready'],
  ['apply-for-mail', 'open', 'produce', 'hold', 'reject', 'mail', 'resubmit', 'open', 'produce', 'mail', 'enable'],
  ['apply-for-mail', 'open', 'produce', 'mail', 'return', 'choose-outlet', 'hold', 'release', 'acknowledge', 'lay-out'],
  ['apply-for-outlet', 'open', 'produce', 'lay-out', 'return', 'choose-mail', 'mail', 'return', 'choose-mail', 'mail'],
].map((names): [[StepName, boolean][]] => [
  names.map((name) => [stepNames.find((one) => one === name) ?? 'open', true]),
]);

describe('the life of a card', () => {
  it('goes exactly as the rules say, step by step, and a repeated key changes nothing', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(step, fc.boolean()), { minLength: 20, maxLength: 40 }),
      async (taken) => {
        city.setClock(openingDay);
        const { life, oldCard } = await newLife();
        const model = unborn();
        for (const [name, twice] of taken) {
          const before = await eventCountOf(life);
          const key = freshKey();
          const [isRepeated, may] = [repeats[name](model), rules[name].may(model)];
          const earlier = { ...life };
          const answer = await steps[name](city, life, key);
          const isHeld = may && !isRepeated && model.renamed && checked.includes(name);
          assert.equal(answer.ok, isRepeated || (may && !isHeld), `${name} when ${JSON.stringify(model)}`);
          if (isHeld) putOnHold(model);
          else if (may && !isRepeated) rules[name].follow(model);
          reached.add(model.activated ? 'activated' : model.enabled ? 'enabled' : model.state);
          const after = await eventCountOf(life);
          const changes = may && !isRepeated && name !== 'rename';
          assert.equal(after > before, changes, `${name} leaves an event when it changes something`);
          city.passTime({ minutes: 10 });
          if (twice && answer.ok) {
            const repeated = await steps[name](city, earlier, key);
            assert.deepEqual(repeated, answer);
            assert.equal(await eventCountOf(life), after);
          }
        }
        await checkLife(city, life, oldCard);
      },
    );
    await fc.assert(property, { numRuns: 40, examples });
    for (const state of [
      'activated',
      'enabled',
      'collected',
      'withdrawn',
      'account-refused',
      'rejected',
      'returned',
      'on-hold',
    ])
      assert.ok(reached.has(state), `${state} was never reached`);
  });

  it('stays whole when everybody acts at the same moment', async () => {
    const batches = fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 6, maxLength: 12 });
    const property = fc.asyncProperty(batches, async (given) => {
      city.setClock(openingDay);
      const { life, oldCard } = await newLife();
      const promised: object[] = [];
      for (const batch of given) {
        const answers = await Promise.all(batch.map((name) => steps[name](city, life, freshKey())));
        promised.push(...answers.flatMap((answer) => (answer.ok ? [answer.value] : [])));
        city.passTime({ minutes: 10 });
        await checkLife(city, life, oldCard);
      }
      for (const answer of promised) if ('applicationId' in answer) await isStillThere(life, answer.applicationId);
    });
    await fc.assert(property, { numRuns: 20 });
  });
});

const isStillThere = async ({ personId }: Life, applicationId: unknown): Promise<void> => {
  const rows = await city.sql`
    select from applications where person_id = ${personId} and application_id = ${String(applicationId)}`;
  assert.equal(rows.length, 1, 'nothing acknowledged is lost');
};
