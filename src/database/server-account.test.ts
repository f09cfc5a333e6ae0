// Who runs PostgreSQL, and how it gets to its folders.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CannotStart } from '../base/cannot-start.ts';
import { invocation, mayEnter, serverAccount } from './server-account.ts';

const someoneElse = { uid: 65_534, gid: 65_534 };

test('PostgreSQL never runs as root, and as ourselves when we are not', () => {
  const account = serverAccount();
  if (process.getuid?.() === 0) assert.ok(account && account.uid > 0);
  else assert.equal(account, undefined);
});

test('a folder behind a closed one cannot be entered by others, and only by the capability is it reached', (t) => {
  const closed = mkdtempSync(join(tmpdir(), 'yikatong-closed-'));
  t.after(() => rmSync(closed, { recursive: true }));
  const folder = join(closed, 'open');
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(closed, 0o755);
  assert.ok(mayEnter(folder, someoneElse));
  const open = invocation('/bin/postgres', ['-D', folder], { account: someoneElse, folders: [folder] });
  assert.deepEqual(open, { file: '/bin/postgres', args: ['-D', folder], account: someoneElse });

  chmodSync(closed, 0o700);
  // Run as that very user, the folder is ours and nobody is kept out.
  if (process.getuid?.() === someoneElse.uid) return;
  assert.ok(!mayEnter(folder, someoneElse));
  try {
    const call = invocation('/bin/postgres', [], { account: someoneElse, folders: [folder] });
    assert.match(call.file, /setpriv$/);
    assert.deepEqual(call.args.slice(0, 4), ['--reuid', '65534', '--regid', '65534']);
  } catch (error) {
    assert.ok(error instanceof CannotStart && error.en.includes(folder), 'without setpriv: a sentence');
  }
});
