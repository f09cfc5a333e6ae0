// Samples that keep the architecture and samples that break each of its rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkArchitecture } from './architecture.ts';
import { parseSource } from './sources.ts';

/** Problems found in a made-up program of files by path. */
const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  checkArchitecture(Object.entries(files).map(([path, text]) => parseSource(path, text))).map(
    ({ path, line, problem }) => `${path}:${line} ${problem}`,
  );

test('calls that go down or stay in the level pass', () => {
  assert.deepEqual(
    found({
      'src/base/ids.ts': `import { randomUUID } from 'node:crypto';`,
      'src/config.ts': `import { z } from 'zod'; import '../src/base/ids.ts';`,
      'src/crypto/keys.ts': `import type { Config } from '../config.ts';`,
      'src/policy/admit.ts': `import '../base/ids.ts';`,
      'src/cards/card.ts': `import '../policy/admit.ts';`,
      'src/applications/apply.ts': `import type { Card } from '../cards/card.ts';`,
      'src/portal/routes.ts': `import '../applications/apply.ts';`,
      'src/app.ts': `import './portal/routes.ts'; import './simulators/bank.ts';`,
      'src/simulators/bank.ts': `import '../config.ts'; import '../base/ids.ts'; import './phone.ts';`,
      'src/cards/card.test.ts': `import '../portal/routes.ts'; import '../../test/support/browser.ts';`,
    }),
    [],
  );
});

test('a call that goes up is found in every form of import', () => {
  const forms = [
    `import { page } from '../portal/page.ts';`,
    `import type { Page } from '../portal/page.ts';`,
    `import * as page from '../portal/page.ts';`,
    `import '../portal/page.ts';`,
    `export { page } from '../portal/page.ts';`,
    `export * from '../portal/page.ts';`,
    `const page = await import('../portal/page.ts');`,
  ];
  for (const form of forms) {
    assert.deepEqual(found({ 'src/cards/card.ts': `\n${form}` }), [
      'src/cards/card.ts:2 cards imports src/portal/page.ts, which lies above it',
    ]);
  }
});

test('each level is below the next', () => {
  const upward = [
    ['src/base/ids.ts', '../config.ts'],
    ['src/config.ts', './crypto/keys.ts'],
    ['src/crypto/keys.ts', '../policy/admit.ts'],
    ['src/policy/admit.ts', '../wiring.ts'],
    ['src/wiring.ts', './cards/card.ts'],
    ['src/people/person.ts', '../api/routes.ts'],
    ['src/portal/routes.ts', '../simulators/phone.ts'],
    ['src/portal/routes.ts', '../app.ts'],
  ] as const;
  for (const [path, target] of upward) assert.equal(found({ [path]: `import '${target}';` }).length, 1, path);
});

test('shipped code takes nothing from outside src', () => {
  assert.deepEqual(found({ 'src/cards/card.ts': `import '../../test/support/browser.ts';` }), [
    'src/cards/card.ts:1 imports ../../test/support/browser.ts from outside src',
  ]);
});

test('a part without a place in the order is found', () => {
  assert.deepEqual(found({ 'src/helpers/text.ts': '' }), [
    "src/helpers/text.ts:1 the part 'helpers' has no place in the order",
  ]);
});

test('a simulator may not know what a stranger could not', () => {
  for (const target of [
    '../cards/card.ts',
    '../database/connection.ts',
    '../wiring.ts',
    '../people/import-people.ts',
  ]) {
    assert.equal(found({ 'src/simulators/bank.ts': `import '${target}';` }).length, 1, target);
  }
  assert.deepEqual(found({ 'src/simulators/demo-city.ts': `import '../people/import-people.ts';` }), []);
  assert.equal(found({ 'src/simulators/demo-city.ts': `import '../people/people-store.ts';` }).length, 1);
});

test('only its own slice takes the writes of a store; reads are free', () => {
  const store = 'src/cards/cards-store.ts';
  assert.deepEqual(
    found({
      'src/cards/enable.ts': `import { moveCard, findCard } from './cards-store.ts';`,
      'src/portal/home.ts': `import { listCards } from '../cards/cards-store.ts';`,
    }),
    [],
  );
  for (const name of ['insertCard', 'updateCard', 'upsertCard', 'moveCard', 'lockCard', 'deleteCard']) {
    assert.deepEqual(
      found({ 'src/applications/apply.ts': `import { ${name} as find } from '../cards/cards-store.ts';` }),
      [`src/applications/apply.ts:1 takes ${name} from ${store}, the store of another slice`],
    );
  }
  for (const form of [`import * as cards from`, `export * from`]) {
    assert.deepEqual(found({ 'src/api/routes.ts': `${form} '../cards/cards-store.ts';` }), [
      `src/api/routes.ts:1 takes * from ${store}, the store of another slice`,
    ]);
  }
});

test('what a store exports says whether it writes', () => {
  const good =
    'export const findCard = 1; export const insertCard = 1; export const countCards = 1; export type Row = 1;';
  assert.deepEqual(found({ 'src/cards/cards-store.ts': good }), []);
  assert.deepEqual(found({ 'src/cards/cards-store.ts': 'export const saveCard = 1; export const finder = 1;' }), [
    'src/cards/cards-store.ts:1 a store exports saveCard, which does not say whether it writes',
    'src/cards/cards-store.ts:1 a store exports finder, which does not say whether it writes',
  ]);
});

test('a circle of imports is found once, with the way around', () => {
  assert.deepEqual(
    found({
      'src/cards/a.ts': `import './b.ts';`,
      'src/cards/b.ts': `import { type C, c } from './c.ts';`,
      'src/cards/c.ts': `import './a.ts';`,
      'src/cards/d.ts': `import './a.ts';`,
    }),
    ['src/cards/c.ts:1 closes a circle of imports: src/cards/a.ts → src/cards/b.ts → src/cards/c.ts → src/cards/a.ts'],
  );
});

test('an import of types only closes no circle', () => {
  for (const form of [`import type { C }`, `import { type C }`, `export type { C }`]) {
    assert.deepEqual(
      found({ 'src/cards/a.ts': `${form} from './c.ts';`, 'src/cards/c.ts': `import './a.ts';` }),
      [],
      form,
    );
  }
});
