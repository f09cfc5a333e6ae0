// Shows that somebody finds their own messages by a part of the text, and nobody finds another's.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { findSentMessage } from './find-sent-message.ts';
import { messageJob } from './message.ts';
import { sendMessage } from './send-message.ts';

const city = await testCity();
const send = sendMessage({ ...city, phoneGateway: async () => {} });
let personId: PersonId;

const ask = (text: string, lastFour = '0001', whose = personId) =>
  findSentMessage(city, { personId: whose, lastFour, text });

beforeEach(async () => {
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(city.sql, city.keys));
  const parameters = { number: 'K7QM-2X4T-9ABC', bank: '工商银行' };
  const { kind, payload } = messageJob({ kind: 'card-mailed', to: '19900000001', language: 'zh', parameters });
  await send({ jobId: newId(), kind, personId, payload, attempt: 1 });
});

describe('whether a message was ours', () => {
  it('R-FRAUD-04: is found by a part of the text, whatever a phone does to spaces and punctuation', async () => {
    for (const part of ['第三代社会保障卡已由工商银行寄出', '已由 工商银行 寄出!(申领编号', 'k7qm 2x4t 9abc'])
      assert.equal(String((await ask(part))?.at), '2025-10-09T01:00:00Z', part);
  });

  it('R-FRAUD-04: not with another text, another phone, too little of it, or after 30 days', async () => {
    assert.equal(await ask('您的社保卡已停用，请尽快处理'), undefined);
    assert.equal(await ask('第三代社会保障卡已由工商银行寄出', '0002'), undefined);
    assert.equal(await ask('社会保障卡'), undefined);
    city.passTime({ hours: 30 * 24 });
    assert.ok(await ask('第三代社会保障卡已由工商银行寄出'));
    city.passTime({ seconds: 1 });
    assert.equal(await ask('第三代社会保障卡已由工商银行寄出'), undefined);
  });

  it('is nobody else’s to know', async () => {
    const other = await insertTestPerson(city.sql, city.keys);
    assert.equal(await ask('第三代社会保障卡已由工商银行寄出', '0001', other.personId), undefined);
  });
});
