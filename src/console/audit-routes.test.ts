// The auditor's search: each narrowing finds its rows and no others, page by page, and everybody listed can see it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Clerk, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { listLooks } from '../audit/list-looks.ts';
import type { PersonId } from '../base/ids.ts';
import { askedOn, auditQuestion } from '../staff/search-audit.ts';

const program = await consoleOf({ after });
const { city } = program;
const { sql, keys } = city;
const auditor = await program.as('auditor');
const day = '2025-10-08';

const look = async (actorId: string, changes: object = {}): Promise<PersonId> => {
  const { personId } = await insertTestPerson(sql, keys);
  const acting = { actor: 'staff', actorId, channel: 'street', outlet: 'street-a', bank: null } as const;
  const at = Temporal.Instant.from(`${day}T12:00:00+08:00`);
  await leaveTraces(city, { ...acting, at, purpose: 'opened-serving', note: null, ...changes }, [personId]);
  return personId;
};

const people = (body: string): readonly string[] =>
  [...body.matchAll(/href="\/console\/people\/([0-9a-f-]{36})"/g)].map(([, personId = '']) => personId).toSorted();
const found = async (query: string, clerk: Clerk = auditor): Promise<readonly string[]> => {
  const { status, body } = await clerk.get(`/console/audit?${query}`);
  assert.equal(status, 200, body);
  return people(body);
};

const a = await look('clerk-a');
const b = await look('clerk-b', { outlet: 'street-b', purpose: 'unmask-phone' });
const later = await look('clerk-a', { at: Temporal.Instant.from('2025-10-09T00:00:00+08:00') });

const narrowings: readonly (readonly [string, string, readonly string[]])[] = [
  ['a day', `from=${day}`, [a, b]],
  ['the day after', 'from=2025-10-09&to=2025-10-09&action=opened-serving', [later]],
  ['a staff member, over a year', 'account=clerk-a', [a, later]],
  ['a staff member until a day', `account=clerk-a&to=${day}`, [a]],
  ['an outlet', `outlet=street-b`, [b]],
  ['a person', `person=${a}&action=opened-serving`, [a]],
  ['an action', `from=${day}&action=unmask-phone`, [b]],
  ['nobody', 'account=nobody', []],
  ['a wide question: its last day only', `from=2025-01-01&to=${day}`, [a, b]],
];
for (const [what, query, expected] of narrowings)
  test(`looks by ${what}`, async () => {
    assert.deepEqual(await found(`list=looks&${query}`), expected.toSorted());
  });

test('everybody on the page, and nobody else, sees that an audit came by; nothing of them is shown', async () => {
  const person = await look('clerk-c');
  const { body } = await auditor.get('/console/audit?account=clerk-c');
  assert.ok(body.includes('为您办理业务') && body.includes('opened-serving') && !body.includes('张'));
  const looks = await listLooks(city, person, 9);
  assert.deepEqual(
    looks.map(({ purpose, actorId }) => `${purpose} ${actorId}`),
    ['audit-searched test-auditor', 'opened-serving clerk-c'],
  );
  const untouched = await look('clerk-d');
  await auditor.get('/console/audit?account=clerk-c');
  assert.equal((await listLooks(city, untouched, 9)).length, 1);
});

test('events and refusals too, page after page, none twice and none left out', async () => {
  const { personId } = await insertTestPerson(sql, keys);
  await sql`
    insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, outlet, rules, policy_snapshot, facts,
                        previous_mac, mac, recorded_at)
    select ${personId}, n, ${`${day}T10:00:00+08:00`}::timestamptz + (n / 10) * interval '1 second', 'enable-card', 'card:1',
      'staff', 'clerk-many', 'street', 'street-a', '{}', 1, '{}', '', '', now() from generate_series(1, 120) as n`;
  await sql`
    insert into refusals (person_id, refusal_id, at, action, actor, actor_id, channel, code, rules, policy_snapshot, mac)
    values (${personId}, gen_random_uuid(), ${`${day}T10:00:00+08:00`}, 'enable-card', 'staff', 'clerk-many', 'street',
            'WRONG_STATE', '{}', 1, '')`;
  let path = '/console/audit?list=events&account=clerk-many';
  let rows = 0;
  for (let pages = 1; ; pages += 1) {
    const { body } = await auditor.get(path);
    rows += people(body).length;
    const [, next] = /class="button" rel="next" href="([^"]+)"/.exec(body) ?? [];
    if (next === undefined) {
      assert.deepEqual([rows, pages], [120, 3]);
      break;
    }
    path = next.replaceAll('&amp;', '&');
  }
  const { body } = await auditor.get('/console/audit?list=refusals&account=clerk-many');
  assert.match(body, /enable-card, WRONG_STATE/);
  const { body: file } = await auditor.post('/console/exports/new?of=audit&list=events&account=clerk-many', {
    ...{ format: 'csv', note: '例行审计' },
  });
  assert.equal(file.split('\r\n').filter((line) => line.includes(personId)).length, 120);
  const [taken] = await sql`select rows, filters, account from list_exports where list = 'audit'`;
  assert.deepEqual([taken?.rows, taken?.account, taken?.filters.account], [120, 'test-auditor', 'clerk-many']);
});

test('what an address says that is none counts as not said', async () => {
  const today = Temporal.PlainDate.from('2025-10-09');
  for (const after of ['x', '2025-99-09T00:00:00Z_x_1', `2025-10-09T00:00:00Z_${a}_${'1'.repeat(12)}`, `x_${a}_1`])
    assert.equal(askedOn(auditQuestion.parse({ after }), today).after, null, after);
  const ofEvent = `2025-10-09T00:00:00Z_${a}_1`;
  assert.equal(askedOn(auditQuestion.parse({ list: 'looks', after: ofEvent }), today).after, null);
  assert.equal(askedOn(auditQuestion.parse({ list: 'events', after: ofEvent }), today).after?.id, '1');
  const wrong = 'person=x&from=2025-02-30&to=x&after=y&account=&outlet=%00';
  assert.deepEqual(await found(`list=events&${wrong}`), await found('list=events'));
  assert.equal((await auditor.get(`/console/audit?list=others&${wrong}`)).status, 200);
});

test('the plans of a staff member and of an outlet are those of their indexes', async () => {
  const one = await sql.reserve();
  await one`set enable_seqscan = off`;
  for (const [condition, index] of [
    ["actor = 'staff' and actor_id = 'clerk-a'", 'events_of_staff'],
    ["outlet is not null and outlet = 'street-a'", 'events_of_outlets'],
  ] as const) {
    const plan = await one.unsafe(
      `explain select from events where at >= '2025-10-01' and ${condition} order by at desc limit 51`,
    );
    assert.match(JSON.stringify(plan), new RegExp(index));
  }
  one.release();
});
