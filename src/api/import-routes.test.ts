// The core system sends people over HTTP: taken in, imported by a worker, reported; what is too much or not theirs is refused.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { demoBankSecrets, demoClientId, demoCoreSystemSecret } from '../identity/partner-clients.ts';
import { checkCharacter } from '../people/id-number.ts';
import { findPerson, findPersonByCoreNumber } from '../people/people-store.ts';
import { startImports } from '../people/run-imports.ts';
import { mostRows } from '../people/take-in-people.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends.toReversed()) await end();
});
let whole: WholeApp;
let token = '';
let bankToken = '';

const tokenOf = async (clientId: string, secret: string, scope: string): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope };
  const answer = await whole.app.inject({
    ...{ method: 'POST', url: '/api/v1/token', payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  return answer.json().access_token;
};

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  const { config } = whole.wiring;
  token = await tokenOf('core-system', demoCoreSystemSecret(config), 'people:import');
  bankToken = await tokenOf(demoClientId('102'), demoBankSecrets(config, []).get('102') ?? '', 'bank:orders');
});

const idNumber = (sequence: number): string => {
  const digits = `11010119550302${sequence}`;
  return digits + checkCharacter(digits);
};
const headings = 'core_number,name,id_number,district,groups,insured';
const csv = [headings, `1000000001,张示范,${idNumber(901)},110108,retiree,yes`, '1000000002,张3,1,110108,retiree,yes'];

type Given = { readonly key?: string; readonly bearer?: string; readonly type?: string };

const post = (payload: string | Buffer, { key = 'key-00000001', bearer = token, type = 'text/csv' }: Given = {}) =>
  whole.app.inject({
    ...{ method: 'POST', url: '/api/v1/people/imports', payload },
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key, 'content-type': type },
  });
const get = (url: string, bearer = token) => whole.app.inject({ url, headers: { authorization: `Bearer ${bearer}` } });

/** A worker runs until the import has ended; what its progress says then. */
const imported = async (location: string) => {
  const worker = startImports(whole.wiring);
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

describe('an import over HTTP', () => {
  it('is taken in at once, imported by a worker, and reports the rows that went back', async () => {
    const taken = await post(csv.join('\n'));
    assert.equal(taken.statusCode, 202, taken.body);
    const { importId, state, read } = taken.json();
    assert.deepEqual([state, read], ['waiting', 0]);
    const location = String(taken.headers.location);
    assert.equal(location, `/api/v1/people/imports/${importId}`);
    const chunks = await whole.wiring.sql`select encode(sealed, 'escape') as text from import_chunks`;
    assert.ok(chunks.length === 1 && !chunks[0]?.text.includes(idNumber(901)), 'what waits is sealed');

    const { beganAt, endedAt, ...result } = await imported(location);
    assert.match(beganAt, /Z$/);
    assert.deepEqual(result, {
      ...{ importId, state: 'done', line: 3 },
      ...{ read: 2, added: 1, changed: 0, unchanged: 0, rejected: 1 },
    });
    const { sql, keys } = whole.wiring;
    const personId = await findPersonByCoreNumber(sql, keys, '1000000001');
    assert.equal(personId && (await findPerson(sql, keys, personId))?.name, '张示范');
    assert.equal((await sql`select from import_chunks`).length, 0);

    const report = await get(`${location}/report`);
    assert.match(String(report.headers['content-type']), /^text\/csv/);
    assert.match(String(report.headers['content-disposition']), /attachment; filename="import-/);
    const lines = report.body.split('\r\n').slice(1, -1);
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(0, 2).join(' ')),
      ['3 id_number', '3 name'],
    );
    assert.ok(!report.body.includes('张3'));
  });

  it('is the same import when the same file comes again under its key, and refused for another file', async () => {
    const first = await post(csv.join('\n'), { key: 'key-again-1' });
    const again = await post(csv.join('\n'), { key: 'key-again-1' });
    assert.equal(again.statusCode, 202);
    assert.equal(again.json().importId, first.json().importId);
    const other = await post(csv.slice(0, 2).join('\n'), { key: 'key-again-1' });
    assert.deepEqual([other.statusCode, other.json().code], [422, 'KEY_REUSED']);
    const [count] = await whole.wiring.sql`select count(*) as chunks from import_chunks`;
    assert.equal(count?.chunks, 1, 'what was sent in vain is gone');
    const { unchanged, added } = await imported(String(first.headers.location));
    assert.deepEqual([unchanged, added], [1, 0]);
  });

  it('takes JSON lines and GB18030, whatever the content type says', async () => {
    const line = { core_number: '1000000003', name: '李示范', id_number: idNumber(903), district: '110108' };
    const json = JSON.stringify({ ...line, groups: ['retiree'], insured: true });
    const lines = await post(json, { key: 'key-json-01', type: 'application/jsonl' });
    assert.equal((await imported(String(lines.headers.location))).added, 1);
    // 个人编号 and 王 as GB18030 writes them; the other headings are English.
    const gb = Buffer.concat([
      Buffer.from(`${headings},\n1000000004,`),
      Buffer.from([0xcd, 0xf5]),
      Buffer.from(`,${idNumber(904)},110108,retiree,yes,`),
    ]);
    const chinese = await post(gb, { key: 'key-gb-0001', type: 'application/octet-stream' });
    assert.equal((await imported(String(chinese.headers.location))).added, 1);
  });

  it('goes on when the worker that began is gone', async () => {
    const many = Array.from(
      { length: 2_500 },
      (_, n) => `${2_000_000_000 + n},示范,ZZ${String(n).padStart(16, '0')},110108,retiree,yes,other,1955-03-02`,
    );
    const taken = await post([`${headings},id_type,birth_date`, ...many].join('\n'), { key: 'key-many-01' });
    const location = String(taken.headers.location);
    const first = startImports(whole.wiring);
    while ((await get(location)).json().line === 0) await pause(5);
    await first.stop();
    const { added, rejected, read } = await imported(location);
    assert.deepEqual([read, added, rejected], [2_500, 2_500, 0]);
    const [count] = await whole.wiring.sql`select count(*) as events from events where action = 'add-record'`;
    const [people] = await whole.wiring.sql`select count(*) as people from people`;
    assert.equal(count?.events, people?.people);
  });

  it('whose text leaves its encoding in the middle fails; what came before is in', async () => {
    const rows = Array.from(
      { length: 1_500 },
      (_, n) => `X${n},示范,ZY${String(n).padStart(16, '0')},110108,retiree,yes,other,1955-03-02`,
    );
    const text = Buffer.from([`${headings},id_type,birth_date`, ...rows, ''].join('\n'));
    const taken = await post(Buffer.concat([text, Buffer.from([0xff, 0xff, 0x0a])]), { key: 'key-broken-1' });
    const { state, added } = await imported(String(taken.headers.location));
    assert.equal(state, 'failed');
    assert.ok(added === 0 || added === 1_000, `${added}`);
  });
});

describe('what is refused', () => {
  const nothingLeft = async () => assert.equal((await whole.wiring.sql`select from import_chunks`).length, 0);

  it('more lines than one call may have, or nothing, or other columns: nothing of it stays', async () => {
    const tooMany = await post(`${headings}\n`.padEnd(mostRows + 100, '\n'), { key: 'key-lines-1' });
    assert.deepEqual([tooMany.statusCode, tooMany.json().code], [413, 'TOO_LARGE']);
    for (const content of ['', 'employer_code,employer_name\nE1,x\n', '\n\n']) {
      const answer = await post(content, { key: 'key-form-01' });
      assert.deepEqual([answer.statusCode, answer.json().code], [422, 'FORM_UNUSABLE'], content);
    }
    await nothingLeft();
  });

  it('a caller without a token, a bank, or without a key; and the imports of another', async () => {
    assert.equal((await post(csv.join('\n'), { bearer: 'A'.repeat(43) })).statusCode, 401);
    assert.equal((await post(csv.join('\n'), { bearer: bankToken })).statusCode, 403);
    assert.equal((await post(csv.join('\n'), { key: 'short' })).statusCode, 400);
    assert.equal((await get('/api/v1/bank/orders', token)).statusCode, 403);
    const { importId } = (await post(csv.join('\n'))).json();
    await whole.wiring.sql`update imports set client = 'somebody-else' where import_id = ${importId}`;
    for (const url of [`/api/v1/people/imports/${importId}`, `/api/v1/people/imports/${importId}/report`])
      assert.equal((await get(url)).statusCode, 404);
    assert.equal((await get('/api/v1/people/imports/01990000-0000-7000-8000-000000000000')).statusCode, 404);
    await nothingLeft();
  });
});
