// The page of one's own contact details: what it shows, what comes back with a mistake, and what another phone means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logIn } from '../../../test/support/logged-in.ts';
import { insertOldCard, insertTestPerson } from '../../../test/support/people.ts';
import { type WholeApp, wholeApp } from '../../../test/support/whole-app.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

type Asked = {
  readonly get: (url: string) => Promise<string>;
  readonly post: (fields: Record<string, string>) => Promise<{ statusCode: number; body: string; headers: object }>;
  readonly wanted: Record<string, string>;
};

/** Another phone holds once the digits that went there are typed, and nothing of the form before. */
const confirmed = async ({ app }: WholeApp, { get, post, wanted }: Asked): Promise<void> => {
  const asked = await post(wanted);
  assert.match(`${asked.statusCode} ${words(asked.body)}`, /^200 .*199\*{4}0066.*现在还没有变更/);
  assert.match(words(await get('/me/contact')), /199\*{4}0001/);
  const [, token = ''] = /name="token" value="([^"]+)"/.exec(asked.body) ?? [];
  const inbox = (await app.inject('/demo/phone/19900000066?refresh=off')).body;
  const [, code = ''] = /确认数字 (\d{6})/.exec(inbox) ?? [];
  assert.ok(!asked.body.includes(code), 'the page does not say it');
  const wrong = await post({ ...wanted, token, code: code === '000000' ? '000001' : '000000' });
  assert.match(`${wrong.statusCode} ${words(wrong.body)}`, /^422 .*确认数字不对/);
  assert.equal((await post({ ...wanted, phone: '19900000067', token, code })).statusCode, 422, 'of another phone');
  assert.equal((await post({ ...wanted, token: token.replace(/\.\d+\./, '.1.'), code })).statusCode, 422, 'over');
  assert.match(words(await get('/me/contact')), /199\*{4}0001/, 'nothing has changed');
  const done = await post({ ...wanted, token, code });
  assert.deepEqual([done.statusCode, Object(done.headers).location], [303, '/me/contact/done']);
  const many = [];
  for (let each = 0; each < 5; each += 1) many.push((await post({ phone: '19900000068' })).statusCode);
  assert.deepEqual(many, [200, 200, 200, 200, 200]);
  assert.match(words((await post({ phone: '19900000068' })).body), /发送的短信太多/);
};

test('R-INFO-01, R-INFO-02, R-INFO-03: changed online, with its consequences; the former phone is told; name and number have another way', async (t) => {
  const whole = await wholeApp(t);
  const { city, app } = whole;
  await app.listen({ host: whole.base.hostname, port: Number(whole.base.port) });
  const { personId, idNumber } = await insertTestPerson(city.sql, city.keys);
  await insertOldCard(city.sql, city.keys, personId);
  const low = await logIn(city, (await insertTestPerson(city.sql, city.keys)).personId, 2);
  const turned = await app.inject({ url: '/me/contact', headers: { cookie: low.cookie } });
  assert.match(`${turned.statusCode} ${turned.headers.location}`, /^303 .*level=3/, 'R-CHAN-21');
  const { cookie, csrf } = await logIn(city, personId, 3);
  const get = async (url: string) => (await app.inject({ url, headers: { cookie } })).body;
  const post = (fields: Record<string, string>) =>
    app.inject({
      ...{ method: 'POST', url: '/me/contact', payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
  assert.match(await get('/me'), /href="\/me\/contact"/);
  const first = await get('/me/contact');
  assert.match(
    words(first),
    /199\*{4}0001.*以后的通知短信都发到新号码.*预留手机号码不会跟着改变.*工商银行网点变更.*先到人社/,
  );
  assert.ok(!first.includes('19900000001'), 'the phone is masked, also in the form');
  const wrong = await post({ phone: '12345', address: '试验路1号院2号楼', occupation: '' });
  assert.equal(wrong.statusCode, 422);
  assert.match(words(wrong.body), /请填写 11 位手机号码/);
  assert.ok(wrong.body.includes('value="试验路1号院2号楼"'), 'what was typed comes back');
  const named = await post({ name: '张新名' });
  assert.match(`${named.statusCode} ${words(named.body)}`, /^422 .*先到人社/);
  const wanted = { phone: '199 0000 0066', address: '试验路1号院2号楼', occupation: 'clerk' };
  await confirmed(whole, { post, get, wanted });
  const after = words(await get('/me/contact'));
  assert.match(after, /199\*{4}0066 .*试验路1号院2号楼/);
  assert.match(after, /手机号码由“199\*{4}0001”变更为“199\*{4}0066”/);
  assert.match(words((await post({ address: '试验路1号院2号楼' })).body), /没有改动/);
  assert.match(await get('/me/record'), /变更联系信息（手机号码、地址或职业）/);
  const record = await app.inject({
    url: '/me/record/data',
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: `_csrf=${encodeURIComponent(csrf)}`,
  });
  assert.match(record.body, /试验路1号院2号楼/, 'the file of one’s own data has it');
  assert.ok(record.body.includes(idNumber));
});
