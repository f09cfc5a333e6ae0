// Shows that seeded people are like those who went the whole way: lawful, sealed, chained, and explained by their events.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEvents, listPast } from '../../test/model/events.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet } from '../../test/support/people.ts';
import { findProgress } from '../applications/find-progress.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { systemClock } from '../base/clock.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { idNumberProblem } from '../people/id-number.ts';
import { findPerson } from '../people/people-store.ts';
import { beijing } from '../policy/data/beijing.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import { idNumberOf, inventPerson } from './invent-person.ts';
import { randomOf } from './random.ts';
import { seedPopulation } from './seed-population.ts';

const city = await testCity();
const { sql, keys } = city;
const policy = makeSnapshot(1, beijing);
for (const { code } of policy.rows.banks) await insertTestOutlet(sql, code);
const people = 1_500;
const seeded = await seedPopulation({
  ...{ sql, keys, policy, now: openingDay, recordedAt: systemClock(), people, seed: 1, progress: () => {} },
});

describe('a seeded population', () => {
  it('has as many people as asked for, and a campaign in every state', async () => {
    const [row] = await sql`select count(*) as people from people`;
    assert.deepEqual([row?.people, seeded.people], [people, people]);
    assert.ok(seeded.applications > people / 5 && seeded.applications < people / 2, `${seeded.applications}`);
    const states = await sql`select distinct state from applications`;
    for (const state of ['submitted', 'in-production', 'mailed', 'received', 'collected', 'ready-for-pickup'])
      assert.ok(
        states.some((found) => found.state === state),
        `nobody is ${state}`,
      );
  });

  it('has events that explain every state, with chains that verify', async () => {
    const rows = await sql<{ personId: PersonId; number: string; bank: string; oldCard: CardId | null }[]>`
      select a.person_id as "personId", number, a.bank, c.card_id as "oldCard"
      from applications a left join cards c on c.person_id = a.person_id and c.generation = 2
      -- An electronic card of the file stands in the event of the whole row.
        and exists (select from events e where e.person_id = a.person_id and action = 'issue-electronic-card')
      order by number limit 120`;
    const holders = rows.flatMap(({ personId, oldCard }) => (oldCard ? [personId] : []));
    for (const past of await listPast(sql, holders)) checkEvents(past);
    for (const life of rows) {
      assert.deepEqual(await verifyPerson(city, life.personId), []);
      assert.ok(await findProgress(city, life));
    }
  });

  it('applied when their group and district could, and at a bank that cooperated', async () => {
    const [row] = await sql`
      select count(*) filter (where submitted_at < '2024-10-30') as early,
        count(*) filter (where r.groups && '{retiree}' and submitted_at < '2025-10-09T00:00+08:00') as retirees,
        count(*) filter (where r.groups && '{flexible,minor,student}' and submitted_at < '2025-08-01T00:00+08:00') as others,
        count(*) filter (where submitted_at > ${openingDay}) as future
      from applications a join insured_records r using (person_id)`;
    assert.deepEqual({ ...row }, { early: 0, retirees: 0, others: 0, future: 0 });
  });

  it('opens to the keys of the city', async () => {
    const rows = await sql<{ personId: PersonId }[]>`select person_id as "personId" from people limit 50`;
    for (const { personId } of rows) {
      const person = await findPerson(sql, keys, personId);
      assert.ok(person);
      assert.equal(idNumberProblem('resident', person.idNumber), undefined);
      assert.ok(person.phone === null || /^1990000\d{4}$/.test(person.phone));
    }
  });
});

describe('invented people', () => {
  const employers = { employer: [], school: [] };
  const invented = (n: number) => inventPerson(randomOf(n), { employers, banks: ['102'] }, n);

  it('have ID numbers of their own, however many there are', () => {
    // Neighbours, and people so far apart that days, sequences and areas have gone round.
    const ids = new Set<string>();
    let count = 0;
    for (let n = 0; n < 10_000_000; n += n % 500_000 < 3_000 ? 1 : 997) {
      ids.add(idNumberOf(n));
      count += 1;
    }
    assert.equal(ids.size, count);
  });

  it('are the same for the same number', () => {
    assert.deepEqual(invented(4_711), invented(4_711));
  });
});
