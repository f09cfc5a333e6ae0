// Shows that no message can carry a link, an account number or a word of a secret (R-FRAUD-02, R-FRAUD-03).
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawApplicationNumber } from '../applications/application.ts';
import { languages } from '../base/language.ts';
import { beijing } from '../policy/data/beijing.ts';
import { forbiddenIn, type MessageKind, messageWords, renderMessage } from './message.ts';

const kinds = Object.keys(messageWords.zh).filter((kind): kind is MessageKind => kind in messageWords.en);
const parameters = (bank: string) => ({
  number: drawApplicationNumber(),
  bank,
  outlet: '中国工商银行北京海淀试验支行',
  days: '30',
  amount: '1000.00',
  who: bank,
  day: '2025年10月15日',
  date: '2027年12月31日',
  until: '2027-12-31 23:59',
});

describe('messages', () => {
  for (const language of languages)
    for (const kind of kinds)
      it(`R-FRAUD-02: ${kind} (${language}) passes with every bank of the city`, () => {
        for (const bank of beijing.banks) {
          const text = renderMessage(kind, language, parameters(bank[language]));
          assert.doesNotMatch(text, /[{}]/);
        }
      });

  it('R-FRAUD-02: refuse a link in every dress', () => {
    for (const link of ['http://a.cn', 'HTTPS://x', 'www.beijing', 'card.example.cn/apply', 'a@b.com', 't.cn/Ab12'])
      assert.equal(forbiddenIn(`点击 ${link} 领取`), 'link', link);
    assert.throws(() => renderMessage('card-mailed', 'zh', parameters('evil.example')), /hold a link/);
  });

  it('R-FRAUD-03: refuse account, card and ID numbers, also in groups', () => {
    for (const number of ['6222021234567890', '6222 0212 3456 7890', '110101-19550302-9012'])
      assert.equal(forbiddenIn(`账号 ${number}`), 'long-number', number);
  });

  it('R-FRAUD-03: refuse to speak of secrets', () => {
    for (const text of ['请回复密码', '验证码 1234', 'your password', 'card PIN please'])
      assert.equal(forbiddenIn(text), 'secret', text);
  });

  it('are not sent half filled in', () => {
    assert.throws(() => renderMessage('card-mailed', 'zh', { number: 'A' }), /needs bank/);
  });

  it('fit for people: two of the longest parts of a text message in Chinese at most', () => {
    for (const kind of kinds) assert.ok(renderMessage(kind, 'zh', parameters('北京农商银行')).length <= 134, kind);
  });
});
