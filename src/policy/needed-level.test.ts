// Which login an action needs at a channel on a day, and that a forgotten row opens nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshot } from '../../test/support/questions.ts';
import { composeRows } from './added/compose-rows.ts';
import type { AddedContent } from './added/kinds.ts';
import { beijing } from './data/beijing.ts';
import { type GuardedAction, guardedActions, neededLevel } from './needed-level.ts';
import { channels, onlineChannels } from './question.ts';
import { makeSnapshot } from './snapshot.ts';

const on = '2025-10-09';
const levelOf = (action: GuardedAction, from = snapshot): number =>
  neededLevel(from, { action, channel: 'website', on }).level;

const table: readonly [string, readonly GuardedAction[], number][] = [
  ['R-CHAN-20: a login by phone opens the home page', ['open-home'], 1],
  [
    'R-CHAN-21: real name is needed to look at what is one’s own',
    ['see-own', 'see-record', 'check-own-message', 'urge', 'manage-sessions', 'manage-consents'],
    2,
  ],
  ['R-CHAN-21: help at home asks for no face, but for a real name', ['request-help'], 2],
  ['R-LOSS-01, R-CHAN-21: a loss is reported without a face, but under a real name', ['report-loss'], 2],
  [
    'R-CHAN-21: real name and face, or an equal proof, are needed to apply and for whatever binds',
    [
      ...(['apply', 'choose-again', 'withdraw-application', 'enable', 'take-own-data'] as const),
      ...(['change-password', 'reset-password', 'change-contact', 'order-replacement'] as const),
    ],
    3,
  ],
];

for (const [name, actions, level] of table)
  test(name, () => {
    for (const action of actions) {
      assert.equal(levelOf(action), level, action);
      for (const channel of onlineChannels) {
        const needed = neededLevel(snapshot, { action, channel, on });
        assert.equal(needed.level, level, channel);
        assert.ok(needed.rules.includes(level === 1 ? 'R-CHAN-20' : 'R-CHAN-21'));
      }
    }
  });

test('every action is in the table', () => {
  assert.deepEqual(table.flatMap(([, actions]) => actions).sort(), [...guardedActions].sort());
});

test('where nobody logs in, papers are asked for instead', () => {
  const offline = channels.filter((channel) => !onlineChannels.some((each) => each === channel));
  assert.ok(offline.includes('street') && offline.includes('hotline'));
  for (const channel of offline) assert.equal(neededLevel(snapshot, { action: 'apply', channel, on }).level, 0);
});

test('on a day before the first row the strongest proof is needed', () => {
  assert.equal(neededLevel(snapshot, { action: 'open-home', channel: 'website', on: '2024-01-30' }).level, 3);
});

test('an action without a row is a load error that names it', () => {
  const levels = beijing.levels.filter(({ actions }) => !actions.includes('enable'));
  assert.throws(() => makeSnapshot(1, { ...beijing, levels }), /no level for enable\/website, enable\/jingtong/);
});

test('two rows for one action are a load error, a correction from a day on is not', () => {
  const eased = {
    ...{ id: 'level-see-by-phone', actions: ['see-own'] as const, channels: ['website'] as const },
    ...{ from: '2026-01-01', level: 1 as const, rules: ['R-CHAN-20'] },
  };
  assert.throws(() => makeSnapshot(1, { ...beijing, levels: [...beijing.levels, eased] }), /both hold for see-own/);
  const corrected = makeSnapshot(2, {
    ...beijing,
    levels: [...beijing.levels, { ...eased, supersedes: ['level-look'] }],
  });
  assert.equal(levelOf('see-own', corrected), 2);
  const later = (channel: 'website' | 'minsheng') =>
    neededLevel(corrected, { action: 'see-own', channel, on: '2026-01-01' }).level;
  assert.deepEqual([later('website'), later('minsheng')], [1, 2]);
});

test('R-CHAN-06: a channel that the bureau added is online: it asks for the proof that the others ask for', () => {
  const content: AddedContent = {
    ...{ kind: 'channel', channel: 'bank-app', zh: '某银行客户端', en: 'An app', services: ['apply'] },
    from: '2026-07-01',
  };
  const source = { document: '关于增加申领渠道的公告', clause: '一', date: Temporal.PlainDate.from('2026-06-01') };
  const added = makeSnapshot(2, composeRows(beijing, [{ number: 1, content, supersedes: null, source }]));
  for (const day of ['2026-06-30', '2026-07-01'])
    for (const action of guardedActions) {
      const ours = neededLevel(added, { action, channel: 'minsheng', on: day });
      assert.deepEqual(neededLevel(added, { action, channel: 'bank-app', on: day }), ours, action);
    }
  assert.equal(neededLevel(added, { action: 'apply', channel: 'bank-app', on: '2026-07-01' }).level, 3);
  assert.equal(
    neededLevel(snapshot, { action: 'apply', channel: 'street', on }).level,
    0,
    'a counter asks for no login',
  );
});
