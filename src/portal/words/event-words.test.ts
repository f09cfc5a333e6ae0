// Every event the program can leave has words for the person it is about, in both languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accountServices } from '../../cards/card-asker.ts';
import { lists } from './words.ts';

const root = new URL('../../', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('.test.'),
);

/** Steps that leave no event of their own: that of the application or the card tells of them. */
const silent: readonly string[] = [
  'place-order',
  'place-order-again',
  'withdraw-order',
  'recall-order',
  'replace-order',
  'hold-order',
  'release-order',
  'leave-held-order',
  'replace-request',
];

/** Actions as the code names them: in what happened, as a line of a lifecycle, or as one of the services whose event is named like them. */
const actions = new Set([
  ...accountServices,
  ...sources.flatMap((name) => {
    const text = readFileSync(new URL(name, root), 'utf8');
    const named = text.matchAll(/\baction: '([a-z]+(?:-[a-z]+)+)',\s+(?:subject|rules|acting)\b/g);
    const lines = name.endsWith('-lifecycle.ts') ? text.matchAll(/^ {2}'?([a-z-]+)'?: \{ from: /gm) : [];
    return [...named, ...lines].flatMap(([, action]) => action ?? []);
  }),
]);

test('every action has words', () => {
  assert.ok(
    actions.has('import-card') && actions.has('submit-application') && actions.size > 25,
    [...actions].join(' '),
  );
  for (const language of ['zh', 'en'] as const)
    for (const action of actions)
      if (!silent.includes(action))
        assert.ok(Object.hasOwn(lists[language], `event.${action}`), `${language} ${action}`);
});

test('every word is for an action', () => {
  const known = new Set([...actions, 'other']);
  const unused = Object.keys(lists.zh).filter(
    (key) => key.startsWith('event.') && !known.has(key.slice('event.'.length)),
  );
  assert.deepEqual(unused, []);
});
