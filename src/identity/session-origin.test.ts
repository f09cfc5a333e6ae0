// What a session remembers of its device and address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskAddress, originOf } from './session-origin.ts';

test('devices are known by what their browsers say', () => {
  const cases: readonly [string | undefined, string, string][] = [
    [
      'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
      'android',
      'chrome',
    ],
    [
      'Mozilla/5.0 (Linux; Android 12; HarmonyOS) AppleWebKit/537.36 Chrome/114.0 Mobile MicroMessenger/8.0',
      'harmony',
      'wechat',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
      'iphone',
      'safari',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0',
      'windows',
      'edge',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'linux', 'firefox'],
    ['<script>', 'other', 'other'],
    [undefined, 'other', 'other'],
  ];
  for (const [said, system, program] of cases)
    assert.deepEqual(originOf(said, '192.0.2.7'), { system, program, address: '192.0.2.*' }, said ?? 'nothing');
});

test('addresses lose their end', () => {
  const cases = {
    '203.0.113.77': '203.0.113.*',
    '::ffff:203.0.113.77': '203.0.113.*',
    '2001:db8:85a3:8d3:1319:8a2e:370:7348': '2001:db8:85a3:*',
    '2001:db8::1': '2001:db8:*',
    '::1': '*',
  };
  for (const [address, masked] of Object.entries(cases)) assert.equal(maskAddress(address), masked);
});
