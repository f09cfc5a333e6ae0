// One's own record, the file of one's data and the choices after a refusal, over HTTP without scripts.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { apply, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { type DemoProgram, demoProgram } from '../../test/support/demo-program.ts';
import { insertTestUploads } from '../../test/support/people.ts';
import { type Answer, Visitor } from '../../test/support/visitor.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { reportReturned } from '../delivery/report-returned.ts';
import { answerDoubt } from '../doubts/answer-doubt.ts';
import { listDoubtRows } from '../doubts/doubts-store.ts';
import type { JobId } from '../jobs/job.ts';
import { messageJob } from '../messages/message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';

const proofs = { 2: 'id-number', 3: 'face' } as const;

/** Somebody of the demo city, logged in. */
const loggedIn = async ({ base }: DemoProgram, slug: string, level: 2 | 3 = 3): Promise<Visitor> => {
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit(`/login?level=${level}&return=/me`));
  const end = await visitor.follow(await visitor.visit(page.url.pathname, { person: slug, proof: proofs[level] }));
  assert.equal(end.status, 200, end.text);
  return visitor;
};
const tokenIn = ({ text }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
const post = async (visitor: Visitor, path: string, fields: Record<string, string> = {}): Promise<Answer> => {
  const _csrf = tokenIn(await visitor.visit(path.endsWith('/urge') ? path.slice(0, -5) : path));
  return visitor.visit(path, { ...fields, _csrf });
};
const personOf = async ({ sql }: DemoProgram): Promise<PersonId> => {
  const [row] = await sql<
    { personId: PersonId }[]
  >`select person_id as "personId" from sessions where person_id is not null`;
  assert.ok(row);
  return row.personId;
};
const words = ({ text }: Answer): string => text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

const applicant = async (t: TestContext, slug: string, form?: object) => {
  const program = await demoProgram(t);
  const visitor = await loggedIn(program, slug);
  const personId = await personOf(program);
  await insertTestUploads(program, personId);
  const submitted = await apply(program, personId, form);
  return { program, visitor, personId, submitted, reports: reportsOf(program, submitted) };
};

test('the record says what was done by whom, and which bank looked when and why', async (t) => {
  const { program, visitor, reports } = await applicant(t, 'retiree');
  await listOrders(program, { bank: '102' });
  await reports.opened();
  const page = await visitor.visit('/me/record');
  const text = words(page);
  for (const word of ['提交申领', '本人 · ', '银行开立账户，开始制卡', '合作银行 · 工商银行', '从核心系统收到参保信息'])
    assert.ok(text.includes(word), `${word}: ${text}`);
  assert.match(text, /谁看过我的资料 .*工商银行 2025年10月9日 09:10 领取您的申领/);
  assert.doesNotMatch(text, /report-account|list-orders|其他办理/);
});

test('这不是我 beside every line asks the bureau once, without scripts, and the answer stands there', async (t) => {
  const { program, visitor, personId } = await applicant(t, 'retiree');
  await listOrders(program, { bank: '102' });
  const record = await visitor.visit('/me/record');
  const links = [...record.text.matchAll(/href="(\/me\/record\/(?:events|looks)\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  const events = await listEvents(program.sql, personId);
  assert.equal(links.length, events.length + 1, 'every event and the look of the bank');
  const path = links.find((link) => link.includes('/looks/')) ?? '';
  assert.match(words(await visitor.visit(path)), /工商银行 2025年10月9日 09:10 领取您的申领.*5 个工作日内答复/);
  const after = await visitor.follow(await post(visitor, path, { key: 'k', words: '我没有申请过' }));
  assert.match(words(after), /您已提出疑问，2025年10月15日.*前答复/);
  assert.ok(!after.text.includes(path) && words(after).includes('提出疑问：这不是我'));
  assert.equal((await visitor.visit(path)).status, 404, 'asked about already');
  const [doubt] = await listDoubtRows(program.sql, personId);
  assert.ok(doubt);
  const acting = { actor: 'staff', actorId: 'auditor-1', channel: 'console', outlet: null, bank: null } as const;
  const answer = {
    key: freshKey(),
    doubtId: doubt.doubtId,
    outcome: 'explained',
    answer: '您当天在网上提交了申领。',
  } as const;
  done(await answerDoubt(program, { acting, ...answer }));
  assert.match(words(await visitor.visit('/me/record')), /已核查，属正常办理 答复：您当天在网上提交了申领。/);
  for (const wrong of ['/me/record/events/99/not-me', '/me/record/looks/x/not-me', '/me/record/x/1/not-me'])
    assert.equal((await visitor.visit(wrong)).status, 404, wrong);
});

test('R-FRAUD-02: everybody reads word for word what was sent to them, and what was not', async (t) => {
  const { program, visitor, personId } = await applicant(t, 'retiree');
  assert.match(words(await visitor.visit('/me/messages')), /还没有给您发过短信/);
  const to = '19900000001';
  const message = messageJob({
    kind: 'application-withdrawn',
    to,
    language: 'zh',
    parameters: { number: 'K7QM-2X4T-9ABC' },
  });
  const send = sendMessage({ ...program, phoneGateway: async () => {} });
  await send({ ...message, jobId: newId<JobId>(), personId, attempt: 1 });
  assert.match(words(await visitor.visit('/me/messages')), /K7QM-2X4T-9ABC.* · 199\*{4}0001 已发送/);
  await program.sql`update messages set state = 'failed' where person_id = ${personId}`;
  assert.match(words(await visitor.visit('/me/messages')), /没有发出：当天短信已到上限/);
});

test('one’s own data is a file for the strongest proof only, and the download is an event', async (t) => {
  const { program, visitor, personId, submitted } = await applicant(t, 'retiree');
  const before = (await listEvents(program.sql, personId)).length;
  const file = await post(visitor, '/me/record/data');
  assert.equal(file.status, 200);
  assert.match(file.headers.get('content-disposition') ?? '', /attachment/);
  assert.equal(file.headers.get('cache-control'), 'no-store');
  const data = JSON.parse(file.text);
  assert.equal(data.record.personId, personId);
  assert.equal(data.applications[0].number, submitted.number);
  assert.equal(data.events.length, before + 1, 'the event stands in the file too');
  assert.doesNotMatch(file.text, /"mac"|"previousMac"/);
  assert.equal((await listEvents(program.sql, personId)).at(-1)?.action, 'export-own-data');
  assert.deepEqual(await verifyPerson(program, personId), []);
  const weaker = await loggedIn(program, 'flexible', 2);
  const sent = await weaker.visit('/me/record/data', { _csrf: tokenIn(await weaker.visit('/me')) });
  assert.match(sent.headers.get('location') ?? '', /^\/login\?level=3/);
});

test('R-PROD-01, R-QUERY-01: who is late urges once a day and reads it in the timeline', async (t) => {
  const { program, visitor, submitted } = await applicant(t, 'retiree');
  const path = `/applications/${submitted.number}`;
  assert.doesNotMatch((await visitor.visit(path)).text, /\/urge/);
  program.setClock(Temporal.Instant.from('2025-11-10T09:00:00+08:00'));
  const urged = await visitor.follow(await post(visitor, `${path}/urge`));
  assert.match(words(urged), /已超过 2 天.*今天已催办.*已催办/);
  assert.doesNotMatch(urged.text, /action="[^"]*\/urge"/);
});

test('R-BANK-04, R-BANK-10: a retiree whose bank refused reads why and is led to 96066', async (t) => {
  const { program, visitor, submitted } = await applicant(t, 'retiree');
  const report = { bank: submitted.bank, number: submitted.number, key: freshKey() };
  done(await reportAccountRefused(program, { ...report, body: { reason: 'identity-not-confirmed' } }));
  const page = await visitor.visit(`/applications/${submitted.number}/choose`);
  assert.match(words(page), /身份信息未能核实.*拨打 96066/);
  assert.doesNotMatch(page.text, /name="bank"/);
});

test('R-BANK-08, R-BANK-09: others choose freely, none beforehand, and nothing typed is lost', async (t) => {
  const form = { ...mailForm, bank: '102' };
  const { program, visitor, submitted } = await applicant(t, 'flexible', form);
  const report = { bank: '102', number: submitted.number, key: freshKey() };
  done(await reportAccountRefused(program, { ...report, body: { reason: 'account-limit' } }));
  const path = `/applications/${submitted.number}/choose`;
  const banks = await visitor.visit(path);
  const codes = [...banks.text.matchAll(/name="bank" value="(\d+)"/g)].map(([, code]) => code);
  assert.equal(codes.length, 15, 'all but the one that refused');
  assert.ok(!codes.includes('102'));
  assert.doesNotMatch(banks.text, / checked/);
  assert.match((await visitor.visit(`${path}?bank=`)).text, /请选择发卡银行/);
  const _csrf = tokenIn(await visitor.visit(`${path}?bank=104`));
  const parcel = {
    bank: '104',
    key: freshKey(),
    delivery: 'mail',
    recipient: '周试验',
    recipientPhone: '123',
    address: '示范路5号院6号楼',
  };
  const wrong = await visitor.visit(path, { ...parcel, _csrf });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /href="#recipientPhone"/);
  assert.match(wrong.text, /value="示范路5号院6号楼"/);
  assert.match(wrong.text, /href="#share-with-bank"/, 'the consent was for the other bank');
  const right = { ...parcel, recipientPhone: '19900005555', 'share-with-bank': 'yes', _csrf };
  const end = await visitor.follow(await visitor.visit(path, right));
  assert.match(words(end), /改选银行.*中国银行/);
  assert.equal(
    (await visitor.follow(await visitor.visit(path, right))).url.pathname,
    `/applications/${submitted.number}`,
  );
});

test('R-DELIV-03: a returned card waits for its holder, who chooses an outlet of the same bank', async (t) => {
  const { program, visitor, submitted, reports } = await applicant(t, 'retiree');
  await reports.opened();
  await reports.produced();
  await reports.mailed();
  const report = { bank: '102', number: submitted.number, key: freshKey() };
  done(await reportReturned(program, { ...report, body: { reason: 'undeliverable' } }));
  const path = `/applications/${submitted.number}/choose`;
  const page = await visitor.visit(path);
  assert.match(words(page), /邮件无法投递/);
  const outlet = /<option value="([^"]+)"[^>]*>[^<]*工商银行/.exec(page.text)?.[1] ?? '';
  const chosen = { delivery: 'outlet', outletId: outlet, key: freshKey(), _csrf: tokenIn(page) };
  assert.match((await visitor.visit(path, { ...chosen, outletId: 'nowhere' })).text, /请选择网点/);
  const end = await visitor.follow(await visitor.visit(path, chosen));
  assert.match(words(end), /退回银行.*重新选择领卡方式.*可到网点领取/);
});

test('R-FRAUD-02, R-FRAUD-03, R-FRAUD-04: anyone learns the signs of fraud, only the owner what was sent', async (t) => {
  const program = await demoProgram(t, { busy: true });
  const guest = new Visitor(program.base);
  const asked = async (visitor: Visitor, text: string, lastFour = '') =>
    words(await post(visitor, '/check-message', { text, lastFour }));
  assert.match(
    await asked(guest, '您的社保卡已停用，请登录 http://example.cn/a 更新'),
    /不是我们发的.*网页链接.*96066/,
  );
  assert.match(await asked(guest, '请回复您的社保卡支付密码完成认证'), /不是我们发的.*密码/);
  const ours = '申领已收到，申领编号';
  assert.match(await asked(guest, ours), /不能说明是真的.*登录后核对/);
  assert.match(await asked(guest, '短'), /至少 8 个字/);
  const visitor = await loggedIn(program, 'retiree', 2);
  assert.match(await asked(visitor, '您的第三代社会保障卡已寄出请查收', '0001'), /没有查到.*请当心/);
});
