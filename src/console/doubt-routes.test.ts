// Doubts in the console: a list without a person, a look for whoever opens one, an answer that the person can read.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { listLooks } from '../audit/list-looks.ts';
import { openDoubt } from '../doubts/doubt.ts';
import { listDoubtRows } from '../doubts/doubts-store.ts';
import { raiseDoubt } from '../doubts/raise-doubt.ts';

const program = await consoleOf({ after });
const { city, wiring } = program;
const { sql, keys } = city;

const doubted = async (words: string | null) => {
  const { personId } = await insertTestPerson(sql, keys);
  const acting = {
    actor: 'staff',
    actorId: 'test-bank-office',
    channel: 'console',
    outlet: null,
    bank: '102',
  } as const;
  const at = city.businessClock();
  await leaveTraces(city, { ...acting, at, purpose: 'opened-other', note: '核对寄卡地址' }, [personId]);
  const traceId = (await listLooks(city, personId, 1))[0]?.traceId ?? '';
  const raised = await raiseDoubt(wiring, {
    ...{ personId, channel: 'minsheng', level: 3, language: 'zh', key: randomUUID(), words },
    doubted: { kind: 'look', traceId },
  });
  assert.ok(raised.ok);
  return { personId, path: `/console/doubts/${raised.value.doubtId}` };
};

test('the auditor reads what is doubted, by whom and the reason given then; the person sees that it was read', async () => {
  const { personId, path } = await doubted('我没有找过这家银行');
  const auditor = await program.as('auditor');
  const list = await auditor.get('/console/doubts');
  assert.ok(list.body.includes(path) && list.body.includes('还有'), list.body);
  assert.ok(!list.body.includes('我没有找过') && !list.body.includes('张'), 'nothing personal in the list');
  assert.equal((await listLooks(city, personId, 9)).length, 1, 'a list is no look at anybody');
  const { body } = await auditor.get(path);
  for (const word of ['我没有找过这家银行', '核对寄卡地址', 'test-bank-office · 工商银行'])
    assert.ok(body.includes(word), word);
  const [newest] = await listLooks(city, personId, 9);
  assert.deepEqual([newest?.purpose, newest?.actorId], ['doubt-opened', 'test-auditor']);
});

test('an answer needs a result and words; then it is given once and stands in the list', async () => {
  const { personId, path } = await doubted(null);
  const bureau = await program.as('bureau');
  const answer = (form: Readonly<Record<string, string>>) =>
    bureau.post(`${path}/answer`, { key: randomUUID(), outcome: 'explained', answer: '银行寄卡前核对地址。', ...form });
  for (const wrong of [{ outcome: 'other' }, { answer: '好' }, { answer: 'x'.repeat(501) }, { key: '' }])
    assert.equal((await answer(wrong)).status, 422, JSON.stringify(wrong));
  const kept = await answer({ outcome: '', answer: '银行寄卡前核对地址，写得很长' });
  assert.ok(kept.body.includes('写得很长</textarea>'), 'what was typed is not lost');
  assert.equal((await answer({})).location, '/console/doubts');
  assert.equal((await answer({})).status, 409);
  const [row] = await listDoubtRows(sql, personId);
  assert.equal(row && openDoubt(keys, personId, row.sealed).answer, '银行寄卡前核对地址。');
  assert.ok((await bureau.get('/console/doubts')).body.includes('已核查，属正常办理'));
});

test('an id that is none, or nobody’s, is no doubt; other roles get no further', async () => {
  const auditor = await program.as('auditor');
  for (const id of ['x', randomUUID()]) assert.equal((await auditor.get(`/console/doubts/${id}`)).status, 404);
  const { path } = await doubted(null);
  assert.equal((await (await program.as('bank-office')).get(path)).status, 403);
});
