// The demo city comes in through the real importers, shows every case it promises, and has nobody real in it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testCity } from '../../test/support/city.ts';
import { districts } from '../base/districts.ts';
import { findPerson, findPersonByIdNumber } from '../people/people-store.ts';
import { personFacts } from '../people/person-facts.ts';
import type { PersonFacts } from '../policy/question.ts';
import { listDemoPeople, loadDemoCity } from './demo-city.ts';
import { demoPeopleWords } from './demo-people-words.ts';

const wiring = await testCity();
const { sql, keys } = wiring;
await loadDemoCity(wiring);
const demoPeople = await listDemoPeople();

const factsOf = async (slug: string, on = '2025-10-21'): Promise<PersonFacts> => {
  const idNumber = demoPeople.find((person) => person.slug === slug)?.idNumber ?? '';
  const personId = await findPersonByIdNumber(sql, keys, idNumber);
  const person = personId && (await findPerson(sql, keys, personId));
  assert.ok(person, slug);
  return personFacts(person, Temporal.PlainDate.from(on));
};

it('is the same after a second start', async () => {
  const count = () => sql`
    select (select count(*) from people) as people, (select count(*) from cards) as cards,
      (select count(*) from outlets) as outlets, (select count(*) from employers) as employers`;
  const before = await count();
  await loadDemoCity(wiring);
  assert.deepEqual([...(await count())], [...before]);
});

it('has a line of words for each person and a person for each line', () => {
  assert.equal(demoPeople.length, demoPeopleWords.length);
  assert.equal(new Set(demoPeople.map(({ slug }) => slug)).size, demoPeople.length);
});

it('has invented numbers only: phones of 1990000, sequences from 900', () => {
  for (const { idNumber, phone, slug } of demoPeople) {
    assert.match(phone, /^1990000\d{4}$/, slug);
    assert.match(idNumber, /^(110101|810000|911608)\d{8}9\d\d[\dX]$/, slug);
  }
});

it('shows the cases of the pension bank', async () => {
  const banks = async (slug: string) => (await factsOf(slug)).pensionBanks?.map(({ bank }) => bank);
  assert.deepEqual(await banks('retiree'), ['102']);
  assert.deepEqual(await banks('retiree-309'), ['309']);
  assert.deepEqual(await banks('retiree-no-bank'), []);
  assert.deepEqual(await banks('retiree-bank-changed'), ['104', '313100000013']);
  assert.equal((await factsOf('new-retiree')).retiredOn?.toString(), '2025-10-20');
});

it('shows the cases of the employer', async () => {
  assert.deepEqual((await factsOf('employee-not-open')).employer, {
    district: '110105',
    groupOpen: false,
    banks: [],
    kind: 'employer',
    presetOutlet: null,
    presetDelivery: null,
  });
  assert.deepEqual((await factsOf('employee')).employer?.banks, ['102', '104']);
  assert.equal((await factsOf('employee')).employer?.groupOpen, true);
  assert.equal((await factsOf('employee', '2024-11-04')).employer?.groupOpen, false);
  assert.equal((await factsOf('employee-pilot', '2024-02-26')).employer?.groupOpen, true);
  assert.equal((await factsOf('student-school')).employer?.kind, 'school');
  assert.equal((await factsOf('student')).employer, null);
});

it('shows every group, a minor until the eighteenth birthday, and somebody who is not insured', async () => {
  const groups = new Set<string>();
  for (const { slug } of demoPeople) for (const group of (await factsOf(slug)).groups ?? []) groups.add(group);
  assert.equal(groups.size, 8);
  assert.deepEqual((await factsOf('minor', '2036-05-31')).groups, ['minor', 'resident']);
  assert.deepEqual((await factsOf('minor', '2036-06-01')).groups, ['resident']);
  assert.equal((await factsOf('not-insured')).insured, false);
});

it('has cards of all three generations and people without one', async () => {
  const rows = await sql<{ generation: number; cards: number }[]>`
    select generation, count(*)::int as cards from cards where social_security = 'enabled' group by 1 order by 1`;
  assert.deepEqual(
    rows.map(({ generation }) => generation),
    [1, 2, 3],
  );
  const [bare] = await sql<{ people: number }[]>`
    select count(*)::int as people from people p where not exists (select from cards c where c.person_id = p.person_id)`;
  assert.equal(bare?.people, 2);
});

it('R-CHAN-02: has outlets in every district and of all 16 banks, instant and not', async () => {
  const [row] = await sql<{ districts: number; banks: number; instant: number; other: number }[]>`
    select count(distinct district) filter (where kind = 'district')::int as districts,
      count(distinct bank)::int as banks, count(distinct bank) filter (where instant)::int as instant,
      count(distinct bank) filter (where not instant)::int as other from outlets`;
  assert.deepEqual({ ...row }, { districts: districts.length, banks: 16, instant: 16, other: 16 });
  const real = await sql`select outlet_id from outlets where address not like '%示范%'`;
  assert.equal(real.length, 0);
});
