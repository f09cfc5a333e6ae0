// Every kind of tampering, done by SQL on a real database or by hand in the copy, is found by its name; what nobody touched is clean.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { type AuditedCity, auditedCity, rememberAudit } from '../../test/support/audit.ts';
import type { PersonId } from '../base/ids.ts';
import type { FaultKind } from './fault.ts';
import { findLastCopied } from './seal-copy.ts';

type Tampering = (city: AuditedCity, personId: PersonId) => Promise<unknown>;

const free = async ({ sql }: AuditedCity, statement: string): Promise<void> => {
  await sql.begin(async (transaction) => {
    await transaction`alter table seals disable trigger seals_stay`;
    await transaction.unsafe(statement);
    await transaction`alter table seals enable trigger seals_stay`;
  });
};

const copyOf = ({ folder }: AuditedCity): string => join(folder, readdirSync(folder)[0] ?? '');
const rewriteCopy = (city: AuditedCity, edit: (text: string) => string): void =>
  writeFileSync(copyOf(city), edit(readFileSync(copyOf(city), 'utf8')));

/** The state of the chain as it was one event ago, so that the chain itself is whole. */
const cutTail: Tampering = async ({ sql }, personId) => {
  await sql`
    update people set event_count = 2, event_mac = (select mac from events where person_id = ${personId} and seq = 2)
    where person_id = ${personId}`;
  await sql`delete from events where person_id = ${personId} and seq = 3`;
};

const found: Readonly<Record<string, readonly [Tampering, readonly FaultKind[]]>> = {
  'an event is changed': [
    ({ sql }, id) => sql`update events set action = 'x' where person_id = ${id} and seq = 2`,
    ['event-changed'],
  ],
  'an event is removed from the middle': [
    ({ sql }, id) => sql`delete from events where person_id = ${id} and seq = 2`,
    ['event-missing', 'event-unlinked', 'row-removed'],
  ],
  'the last event is removed': [
    ({ sql }, id) => sql`delete from events where person_id = ${id} and seq = 3`,
    ['event-missing', 'head-differs', 'row-removed'],
  ],
  'an event is put in': [
    ({ sql }, id) => sql`
      insert into events select person_id, 4, at, action, subject, actor, actor_id, channel, outlet, bank, rules,
        policy_snapshot, facts, mac, mac, recorded_at, written_in from events where person_id = ${id} and seq = 3`,
    ['event-beyond-head', 'event-changed', 'row-inserted'],
  ],
  'an event is moved to another seal': [
    ({ sql }, id) => sql`update events set written_in = 1 where person_id = ${id} and seq = 3`,
    ['row-inserted', 'row-removed'],
  ],
  'only the head is put back': [
    ({ sql }, id) => sql`
      update people set event_count = 2, event_mac = (select mac from events where person_id = ${id} and seq = 2)
      where person_id = ${id}`,
    ['event-beyond-head', 'head-differs'],
  ],
  'the tail of a chain is cut and the head put back': [cutTail, ['tail-cut']],
  'a person is removed with the whole chain': [
    async ({ sql }, id) => {
      await sql`delete from people where person_id = ${id}`;
      await sql`delete from events where person_id = ${id}`;
    },
    ['row-removed', 'row-removed', 'row-removed'],
  ],
  'only the person’s row is removed': [
    ({ sql }, id) => sql`delete from people where person_id = ${id}`,
    ['person-missing'],
  ],
  'a refusal is changed': [
    ({ sql }, id) => sql`update refusals set code = 'YES' where person_id = ${id}`,
    ['refusal-changed'],
  ],
  'a refusal is removed': [({ sql }, id) => sql`delete from refusals where person_id = ${id}`, ['row-removed']],
  'a look is laid on somebody else': [
    ({ sql }, id) => sql`update read_traces set actor_id = 'bureau-2' where person_id = ${id}`,
    ['look-changed', 'look-changed'],
  ],
  'the words of a look are removed': [
    ({ sql }, id) => sql`delete from read_trace_notes where person_id = ${id}`,
    ['look-changed'],
  ],
  'the words of a look are replaced': [
    ({ sql }, id) => sql`update read_trace_notes set sealed = '\\x0100' where person_id = ${id}`,
    ['look-changed'],
  ],
  'the looks of a person are removed': [
    ({ sql }, id) => sql`delete from read_traces where person_id = ${id}`,
    ['row-removed', 'row-removed'],
  ],
  'the last seal is removed': [
    (city) => free(city, 'delete from seals where number = (select max(number) from seals)'),
    ['seal-missing'],
  ],
  'a seal is removed from the middle': [
    (city) => free(city, 'delete from seals where number = 2'),
    ['seal-missing', 'seal-missing', 'seal-unlinked'],
  ],
  'a seal is made to fit what was removed': [
    async (city, id) => {
      await cutTail(city, id);
      await free(city, `update seals set parts = '[]' where number = 2`);
    },
    // Without the true parts nobody can say which.
    ['seal-changed', 'rows-differ', 'rows-differ', 'rows-differ'],
  ],
  'looks are said to be swept': [
    async (city, id) => {
      await city.sql`delete from read_traces where person_id = ${id}`;
      await city.sql`insert into seal_sweeps (number, at, mac) values (2, now(), '\\x00')`;
    },
    ['sweep-changed', 'row-removed', 'row-removed'],
  ],
  'the copy loses its last seal': [
    async (city) => rewriteCopy(city, (text) => text.slice(0, text.lastIndexOf('\nbegin'))),
    [],
  ],
  'the copy loses a seal in the middle': [
    async (city) => rewriteCopy(city, (text) => text.replace(/\nbegin 2\n[\s\S]*?\nseal .*\n/, '\n')),
    ['copy-missing'],
  ],
  'a line is taken out of the copy': [
    async (city) => rewriteCopy(city, (text) => text.replace(/\ne .*/, '')),
    ['copy-spoilt'],
  ],
  'a seal of the copy is changed': [
    async (city) => rewriteCopy(city, (text) => text.replace(/"mac":"0001../, '"mac":"0001ff')),
    ['copy-differs', 'copy-spoilt'],
  ],
  'the copy is taken away': [async (city) => rmSync(copyOf(city)), ['copy-missing', 'copy-missing']],
};

/** Three seals: somebody else, the person, somebody else. */
const city = await auditedCity();
const lives: PersonId[] = [];
for (let seal = 1; seal <= 3; seal += 1) {
  lives.push(await city.lived());
  await city.seal();
  city.pass({ minutes: 1 });
}
const personId = lives[1] as PersonId;
const restore = await rememberAudit(city);
afterEach(restore);

describe('a check of everything', () => {
  it('finds nothing where nobody touched anything, and says where its knowledge ends', async () => {
    await city.lived();
    const { found, last, copied, unsealed, ...counts } = await city.verify();
    assert.deepEqual(found, []);
    assert.deepEqual([last?.number, copied, unsealed], [3, 3, 6]);
    assert.deepEqual(counts, { people: 4, events: 12, refusals: 4, looks: 8, seals: 3, faults: 0 });
  });

  for (const [what, [tamper, kinds]] of Object.entries(found))
    it(`${kinds.length > 0 ? 'finds when' : 'allows that'} ${what}`, async () => {
      await tamper(city, personId);
      const result = await city.verify();
      assert.deepEqual(
        result.found.map(({ fault }) => fault).toSorted(),
        kinds.toSorted(),
        JSON.stringify(result.found),
      );
    });

  it('names the row that is gone, though nothing in the database tells of it', async () => {
    await cutTail(city, personId);
    assert.deepEqual((await city.verify()).found, [{ fault: 'tail-cut', where: `e ${personId} 3 (seal 2)` }]);
  });
});

describe('a check of a part', () => {
  it('of one person finds what was done to them, the cut tail too, and nothing of others', async () => {
    await city.sql`update events set action = 'x' where person_id <> ${personId}`;
    assert.deepEqual((await city.verify({ of: 'person', personId })).found, []);
    await city.sql`update refusals set code = 'YES' where person_id = ${personId}`;
    await cutTail(city, personId);
    const { found } = await city.verify({ of: 'person', personId });
    assert.deepEqual(
      found.map(({ fault }) => fault),
      ['refusal-changed', 'tail-cut'],
    );
  });

  it('since an instant finds what was done since, and leaves out what was before', async () => {
    const since = (at: string) => city.verify({ of: 'since', at: Temporal.Instant.from(at) });
    await city.sql`update refusals set code = 'YES'`;
    const { found, seals, refusals } = await since('2026-01-05T10:02:00+08:00');
    assert.deepEqual([found.length, seals, refusals], [1, 1, 1]);
    assert.equal((await since('2026-01-05T10:00:00+08:00')).found.length, 3);
  });
});

describe('after down time', () => {
  it('everything that was written meanwhile is sealed, once, and the copy is completed', async () => {
    for (let person = 0; person < 5; person += 1) await city.lived();
    city.pass({ days: 2 });
    await city.seal();
    await city.seal();
    const { found, last, unsealed } = await city.verify();
    assert.deepEqual([found, last?.number, unsealed], [[], 4, 0]);
  });

  it('a block of the copy that was interrupted comes again whole', async () => {
    rewriteCopy(city, (text) => text.slice(0, text.lastIndexOf('\ne ') + 20));
    assert.equal((await findLastCopied(city.folder))?.number, 2);
    await city.seal();
    const { found: faults, copied, last } = await city.verify();
    assert.deepEqual([faults, copied], [[], last?.number]);
  });

  it('a database from an older backup is not sealed over: the seals outside keep their numbers', async () => {
    await free(city, 'delete from seals where number = 3');
    await assert.rejects(city.seal(), /does not have seal 3/);
    assert.equal((await city.verify()).last?.number, 2);
  });
});
