// Return paths: what is ours and what only looks so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopbackHttp, localPath } from './addresses.ts';

test('a return path of ours is kept with its query', () => {
  for (const path of ['/', '/me', '/apply/bank?step=2', '/login-help', '/a/../me'])
    assert.equal(localPath(path), new URL(path, 'http://x').pathname + new URL(path, 'http://x').search);
});

test('whatever leads elsewhere, or round in a circle, leads home', () => {
  const elsewhere = ['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n//evil.example', '/.//evil.example'];
  const nothing = ['https://evil.example/me', 'javascript:alert(1)', 'me', '', undefined, ['/me'], 7];
  for (const path of [...elsewhere, ...nothing, '/login', '/login?level=3', '/login/callback?code=1', '/logout'])
    assert.equal(localPath(path), '/', JSON.stringify(path));
});

test('plain http is for this machine only', () => {
  for (const address of ['http://127.0.0.1:3000/demo/login', 'http://localhost:1', 'http://[::1]:2'])
    assert.equal(isLoopbackHttp(new URL(address)), true, address);
  for (const address of ['http://login.example.cn', 'https://127.0.0.1', 'http://127.0.0.1.evil.example'])
    assert.equal(isLoopbackHttp(new URL(address)), false, address);
});
