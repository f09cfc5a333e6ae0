// A model of the whole main job: random steps of person and bank, one by one and at the same moment, on the real database.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { freshKey } from '../../test/support/card-journey.ts';
import { checkLife, type Life, type StepName, stepNames, steps } from '../../test/support/card-life.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import type { CardId } from '../base/ids.ts';

const city = await testCity();
await insertTestOutlet(city.sql, '102');

const newLife = async (): Promise<{ readonly life: Life; readonly oldCard: CardId }> => {
  const { personId } = await insertTestPerson(city.sql, city.keys);
  const oldCard = await insertOldCard(city.sql, city.keys, personId);
  return { life: { personId, bank: '102', number: '' }, oldCard };
};

/** What the rules say of a life, in as few words as possible; the program must agree with it. */
type Model = {
  state: string;
  mail: boolean;
  acknowledged: boolean;
  opened: boolean;
  produced: boolean;
  enabled: boolean;
};
const unborn = (): Model => ({
  ...{ state: 'none', mail: false, acknowledged: false, opened: false, produced: false, enabled: false },
});

const isIn = (model: Model, ...states: readonly string[]): boolean => states.includes(model.state);
const running = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed'];
const apply = (mail: boolean) => ({
  may: (model: Model) => !isIn(model, ...running) && !model.produced,
  follow: (model: Model) => Object.assign(model, unborn(), { state: 'submitted', mail }),
});
const move = (may: (model: Model) => boolean, from: string, to: Partial<Model>) => ({
  may: (model: Model) => isIn(model, from) && may(model),
  follow: (model: Model) => Object.assign(model, to),
});
const always = () => true;

const rules: Readonly<Record<StepName, { may: (model: Model) => boolean; follow: (model: Model) => void }>> = {
  'apply-for-mail': apply(true),
  'apply-for-outlet': apply(false),
  withdraw: move((model) => !model.acknowledged, 'submitted', { state: 'withdrawn' }),
  acknowledge: move((model) => !model.acknowledged, 'submitted', { acknowledged: true }),
  open: move(always, 'submitted', { state: 'in-production', acknowledged: true, opened: true }),
  refuse: move(always, 'submitted', { state: 'account-refused', acknowledged: true }),
  produce: move(always, 'in-production', { state: 'produced', produced: true }),
  mail: move((model) => model.mail, 'produced', { state: 'mailed' }),
  'lay-out': move((model) => !model.mail, 'produced', { state: 'ready-for-pickup' }),
  'hand-over': move(always, 'ready-for-pickup', { state: 'collected' }),
  enable: {
    may: (model) => !model.enabled && isIn(model, 'mailed', 'collected'),
    follow: (model) =>
      Object.assign(model, { enabled: true, state: model.state === 'mailed' ? 'received' : model.state }),
  },
};

/** Done before: answered again, whatever the state is now. */
const repeats: Readonly<Record<StepName, (model: Model) => boolean>> = {
  'apply-for-mail': () => false,
  'apply-for-outlet': () => false,
  withdraw: (model) => isIn(model, 'withdrawn'),
  acknowledge: (model) => model.acknowledged,
  open: (model) => model.opened,
  refuse: (model) => isIn(model, 'account-refused'),
  produce: (model) => model.produced,
  mail: (model) => isIn(model, 'mailed', 'received'),
  'lay-out': (model) => isIn(model, 'ready-for-pickup', 'collected'),
  'hand-over': (model) => isIn(model, 'collected'),
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
);

const reached = new Set<string>();
/** Lives that are always among the tried ones: each end is reached. */
const examples = [
  ['apply-for-mail', 'open', 'produce', 'mail', 'enable', 'enable', 'apply-for-mail'],
  ['apply-for-outlet', 'withdraw', 'apply-for-outlet', 'open', 'produce', 'lay-out', 'hand-over', 'enable'],
  ['apply-for-mail', 'refuse', 'apply-for-mail', 'acknowledge', 'withdraw', 'open'],
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
          const [repeated, may] = [repeats[name](model), rules[name].may(model)];
          const number = life.number;
          const answer = await steps[name](city, life, key);
          assert.equal(answer.ok, repeated || may, `${name} when ${JSON.stringify(model)}`);
          if (may && !repeated) rules[name].follow(model);
          reached.add(model.enabled ? 'enabled' : model.state);
          const after = await eventCountOf(life);
          assert.equal(after > before, may && !repeated, `${name} leaves an event when it changes something`);
          city.passTime({ minutes: 10 });
          if (twice && answer.ok) {
            const again = await steps[name](city, name.startsWith('apply') ? { ...life, number } : life, key);
            assert.deepEqual(again, answer);
            assert.equal(await eventCountOf(life), after);
          }
        }
        await checkLife(city, life, oldCard);
      },
    );
    await fc.assert(property, { numRuns: 40, examples });
    for (const state of ['enabled', 'collected', 'withdrawn', 'account-refused'])
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
