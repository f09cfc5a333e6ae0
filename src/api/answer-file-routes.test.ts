// A bank sends its answers as a file over HTTP: taken in, worked off, told row by row; what is too much or not theirs is refused.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { apply, chip, freshKey } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { bankToken, partnerToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { coreSystemClientId, demoCoreSystemSecret } from '../identity/partner-clients.ts';
import { mostAnswers } from '../production/answer-file.ts';
import { startAnswerFiles } from '../production/run-answer-files.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends.toReversed()) await end();
});
let whole: WholeApp;
let token = '';
let otherToken = '';

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  [token, otherToken] = [await bankToken(whole, '102'), await bankToken(whole, '104')];
});

const address = '/api/v1/bank/answer-files';
type Given = { readonly key?: string; readonly bearer?: string; readonly type?: string };
const post = (payload: string, { key = freshKey(), bearer = token, type = 'application/jsonl' }: Given = {}) =>
  whole.app.inject({
    ...{ method: 'POST', url: address, payload },
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key, 'content-type': type },
  });
const get = (url: string, bearer = token) => whole.app.inject({ url, headers: { authorization: `Bearer ${bearer}` } });

const newOrder = async (): Promise<string> => {
  const { sql, keys } = whole.city;
  return (await apply(whole.city, (await insertTestPerson(sql, keys)).personId)).number;
};

/** A worker runs until the file has ended; what its progress says then. */
const worked = async (location: string) => {
  const worker = startAnswerFiles(whole.wiring);
  try {
    for (;;) {
      const answer = (await get(location)).json();
      if (answer.endedAt !== null) return answer;
      await pause(20);
    }
  } finally {
    await worker.stop();
  }
};

describe('an answer file over HTTP', () => {
  it('is taken in at once, sealed, worked off, and has a result for every row', async () => {
    const number = await newOrder();
    const rows = [
      `${number},mailed,,,,EA123456789CN`,
      `${number},produced,${chip().chipId},3.00,1234,`,
      `${number},account-opened,,,,`,
      `${number},produced,AB,3.00,1234,`,
      'short,row',
    ];
    const headings = 'number,report,chipId,specificationVersion,accountLastFour,trackingNumber';
    const taken = await post([headings, ...rows].join('\n'), { type: 'text/csv' });
    assert.equal(taken.statusCode, 202, taken.body);
    const { fileId, state, read } = taken.json();
    assert.deepEqual([state, read], ['waiting', 0]);
    const location = String(taken.headers.location);
    assert.equal(location, `${address}/${fileId}`);
    const [chunk] = await whole.city.sql`select encode(sealed, 'escape') as text from import_chunks`;
    assert.ok(!chunk?.text.includes(number), 'what waits is sealed');
    const tooSoon = await get(`${location}/results`);
    assert.deepEqual([tooSoon.statusCode, tooSoon.json().code], [409, 'FILE_NOT_DONE']);

    const { beganAt, endedAt, ...result } = await worked(location);
    assert.match(`${beganAt} ${endedAt}`, /Z .*Z$/);
    assert.deepEqual(result, { fileId, state: 'done', read: 5, accepted: 3, refused: 2 });
    const results = await get(`${location}/results`);
    assert.match(String(results.headers['content-type']), /^application\/x-ndjson/);
    assert.equal(results.headers['cache-control'], 'no-store');
    const lines = results.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ line, accepted, state, code }) => [line, accepted, state, code]),
      [
        [2, true, 'mailed', null],
        [3, true, 'produced', null],
        [4, true, 'in-production', null],
        [5, false, null, 'MALFORMED'],
        [6, false, null, 'ROW_UNREADABLE'],
      ],
    );
    assert.deepEqual(
      lines[3].fields.map((each: { field: string }) => each.field),
      ['chipId'],
    );
    assert.ok(lines.every(({ accepted, message }) => accepted === (message === null)));
  });

  it('says what the state is, in both languages', async () => {
    const number = await newOrder();
    const taken = await post(JSON.stringify({ number, report: 'produced', ...chip() }));
    await worked(String(taken.headers.location));
    const row = (await get(`${taken.headers.location}/results`)).json();
    assert.deepEqual([row.code, row.state], ['WRONG_STATE', 'submitted']);
    assert.match(row.message.zh, /已提交/);
    assert.match(row.message.en, /submitted/);
  });

  it('is the same file when it comes again under its key, and refused for another content', async () => {
    const [text, key] = [JSON.stringify({ number: 'x', report: 'produced' }), freshKey()];
    const first = (await post(text, { key })).json();
    assert.equal((await post(text, { key })).json().fileId, first.fileId);
    const other = await post(`${text}\n`, { key });
    assert.deepEqual([other.statusCode, other.json().code], [422, 'KEY_REUSED']);
    const ofAnother = await post(text, { key, bearer: otherToken });
    assert.equal(ofAnother.statusCode, 202);
    assert.notEqual(ofAnother.json().fileId, first.fileId, 'the keys of a bank are its own');
  });
});

describe('what is refused', () => {
  it('more rows than a file may have, nothing, and other columns; the reason names the limit', async () => {
    const { sql } = whole.city;
    const [before] = await sql`select count(*) from import_chunks`;
    const tooMany = await post('{}\n'.repeat(mostAnswers + 2));
    assert.deepEqual([tooMany.statusCode, tooMany.json().code], [413, 'TOO_LARGE']);
    assert.match(tooMany.json().message.en, /32 MiB and 100,001 lines/);
    for (const text of ['', '\n', 'number,state\nx,y\n', '{"number":"x"}']) {
      const answer = await post(text);
      assert.deepEqual([answer.statusCode, answer.json().code], [422, 'FORM_UNUSABLE'], text);
    }
    const [left] = await sql`select count(*) from import_chunks`;
    assert.equal(left?.count, before?.count);
  });

  it('a stranger, another scope, another bank', async () => {
    const { fileId } = (await post(JSON.stringify({ number: 'x', report: 'produced' }))).json();
    assert.equal((await post('{}', { bearer: 'A'.repeat(43) })).statusCode, 401);
    const secret = demoCoreSystemSecret(whole.wiring.config);
    const core = await partnerToken(whole, { clientId: coreSystemClientId, secret });
    assert.equal((await post('{}', { bearer: core })).statusCode, 403);
    for (const path of [`${address}/${fileId}`, `${address}/${fileId}/results`]) {
      assert.equal((await get(path, core)).statusCode, 403);
      const ofAnother = await get(path, otherToken);
      assert.deepEqual([ofAnother.statusCode, ofAnother.json().code], [404, 'FILE_UNKNOWN']);
    }
    assert.equal((await post('{}', { key: 'short' })).statusCode, 400);
  });
});
