// The cookie of language and elder mode, written by us or by anybody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredLanguage, readViewCookie, writeViewCookie } from './view-cookie.ts';

test('what is written into the cookie is read out of it', () => {
  const view = { language: 'en', elder: true, owner: 'guest' } as const;
  assert.deepEqual(readViewCookie(writeViewCookie(view)), view);
});

for (const value of [undefined, '', 'zh', 'zh.elder', 'zh.elder.', 'fr.elder.guest', 'zh.huge.guest', '../..']) {
  test(`a cookie we did not write says nothing: ${value}`, () => {
    assert.equal(readViewCookie(value), undefined);
  });
}

test('Chinese is spoken unless the browser asks for English first', () => {
  assert.equal(preferredLanguage(undefined), 'zh');
  assert.equal(preferredLanguage('zh-CN,zh;q=0.9,en;q=0.8'), 'zh');
  assert.equal(preferredLanguage('fr-FR,en;q=0.8'), 'zh');
  assert.equal(preferredLanguage('en-GB,en;q=0.9'), 'en');
});
