// What another tool says is passed on, and any exit but 0 is a failure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from './commands.ts';

const root = new URL('../..', import.meta.url).pathname;

test('the compiler fails on what does not compile and says where', async () => {
  const { passed, output } = await runScript(root, 'node_modules/typescript/bin/tsc', [
    '--ignoreConfig',
    'no-such-file.ts',
  ]);
  assert.equal(passed, false);
  assert.match(output, /no-such-file\.ts/);
});

test('the compiler passes on nothing but its version', async () => {
  assert.deepEqual((await runScript(root, 'node_modules/typescript/bin/tsc', ['--version'])).passed, true);
});

test('a script of ours that is not there is a failure, not silence', async () => {
  assert.equal((await runScript(root, 'scripts/no-such-script.ts', [])).passed, false);
});
