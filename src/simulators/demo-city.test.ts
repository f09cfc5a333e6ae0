// The demo city comes in through the real importers, shows every case it promises, and has nobody real in it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testCity } from '../../test/support/city.ts';
import { snapshot } from '../../test/support/questions.ts';
import { districts } from '../base/districts.ts';
import type { PersonId } from '../base/ids.ts';
import { mostOutlets } from '../outlets/outlet.ts';
import { findPerson, findPersonByIdNumber } from '../people/people-store.ts';
import { isMinor, personFacts } from '../people/person-facts.ts';
import { admit } from '../policy/admit.ts';
import type { CardFacts, PersonFacts } from '../policy/question.ts';
import { listDemoPeople, loadDemoCity } from './demo-city.ts';
import { demoPeopleWords } from './demo-people-words.ts';

const wiring = await testCity();
const { sql, keys } = wiring;
await loadDemoCity(wiring);
const demoPeople = await listDemoPeople();

const idOf = async (slug: string): Promise<PersonId> => {
  const idNumber = demoPeople.find((person) => person.slug === slug)?.idNumber ?? '';
  const personId = await findPersonByIdNumber(sql, keys, idNumber);
  assert.ok(personId, slug);
  return personId;
};

const factsOf = async (slug: string, on = '2025-10-21'): Promise<PersonFacts> => {
  const person = await findPerson(sql, keys, await idOf(slug));
  assert.ok(person, slug);
  return personFacts(person, Temporal.PlainDate.from(on));
};

const cardOf = async (slug: string): Promise<CardFacts | null> => {
  const [card] = await sql<CardFacts[]>`
    select generation, bank, social_security as "socialSecurity", financial from cards
    where person_id = ${await idOf(slug)} and social_security = 'enabled'`;
  return card ?? null;
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
  assert.deepEqual((await factsOf('turns-18', '2025-10-19')).groups, ['minor', 'resident']);
  assert.deepEqual((await factsOf('turns-18', '2025-10-20')).groups, ['resident']);
  assert.equal((await factsOf('not-insured')).insured, false);
});

/** What the gate says to each of them who applies online: on 30 October 2024, 8 October 2025, the opening day, and 5 January 2026. */
const answers: readonly (readonly [slug: string, ...string[]])[] = [
  ['retiree', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '102', 'permitted'],
  ['retiree-309', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '309', 'permitted'],
  ['retiree-no-bank', 'NOT_YET_OPEN', 'NOT_YET_OPEN', 'BANK_NOT_COOPERATING', 'permitted'],
  ['new-retiree', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '303', 'permitted'],
  ['employee-not-open', 'NOT_YET_OPEN', 'EMPLOYER_GROUP_NOT_OPEN', 'EMPLOYER_GROUP_NOT_OPEN', 'permitted'],
  ['employee', 'EMPLOYER_GROUP_NOT_OPEN', 'permitted', 'permitted', 'permitted'],
  ['employee-pilot', '104', '104', '104', 'permitted'],
  ['flexible', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['minor', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['student-school', 'NOT_YET_OPEN', '105', '105', 'permitted'],
  ['student', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['resident', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['land-transfer', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '402100000018', 'permitted'],
  ['military-retiree', 'SEPARATE_NOTICE', 'SEPARATE_NOTICE', 'SEPARATE_NOTICE', 'SEPARATE_NOTICE'],
  ['retired-and-employed', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '105', 'permitted'],
  ['not-insured', 'NOT_INSURED', 'NOT_INSURED', 'NOT_INSURED', 'NOT_INSURED'],
  ['foreign-permanent', 'EMPLOYER_GROUP_NOT_OPEN', 'permitted', 'permitted', 'permitted'],
  ['residence-permit', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['rare-name', '310', '310', '310', 'permitted'],
  ['first-card', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['card-holder', 'CARD_EXISTS', 'CARD_EXISTS', 'CARD_EXISTS', 'CARD_EXISTS'],
  ['retiree-bank-changed', 'NOT_YET_OPEN', 'NOT_YET_OPEN', '104', 'permitted'],
  ['student-school-not-open', 'NOT_YET_OPEN', 'EMPLOYER_GROUP_NOT_OPEN', 'EMPLOYER_GROUP_NOT_OPEN', 'permitted'],
  ['turns-18', 'NOT_YET_OPEN', 'permitted', 'permitted', 'permitted'],
  ['died', 'NOT_YET_OPEN', 'NOT_INSURED', 'NOT_INSURED', 'NOT_INSURED'],
];
const answerDays = ['2024-10-30', '2025-10-08', '2025-10-09', '2026-01-05'];

/** The refusal, the bank that is fixed, or that one may choose. */
const answerTo = async (slug: string, on: string): Promise<string> => {
  const facts = await factsOf(slug, on);
  assert.ok(facts.birthDate);
  const verdict = admit(snapshot, {
    ...{ service: 'apply', channel: 'minsheng', on: Temporal.PlainDate.from(on), card: await cardOf(slug) },
    actor: isMinor(facts.birthDate, Temporal.PlainDate.from(on)) ? 'guardian' : 'holder',
    person: { ...facts, runningApplication: false },
  });
  return verdict.permitted ? (verdict.fixedBank ?? 'permitted') : verdict.code;
};

it('shows every answer of the gate that its words promise, on four days', async () => {
  const shown = await Promise.all(
    demoPeople.map(async ({ slug }) => [slug, ...(await Promise.all(answerDays.map((on) => answerTo(slug, on))))]),
  );
  assert.deepEqual(shown, answers);
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

it('R-CHAN-02: has some 200 outlets: two public ones in every district, all 16 banks, instant and not', async () => {
  const [row] = await sql<{ districts: number; streets: number; banks: number; instant: number; other: number }[]>`
    select count(distinct district) filter (where kind = 'district')::int as districts,
      count(distinct district) filter (where kind = 'street')::int as streets,
      count(distinct bank)::int as banks, count(distinct bank) filter (where instant)::int as instant,
      count(distinct bank) filter (where not instant)::int as other from outlets`;
  assert.deepEqual(
    { ...row },
    { districts: districts.length, streets: districts.length, banks: 16, instant: 16, other: 16 },
  );
  const served = await sql<{ banks: number; places: number }[]>`
    select count(distinct bank)::int as banks, count(latitude)::int as places from outlets group by district`;
  for (const { banks } of served) assert.ok(banks >= 5, 'a choice of banks in every district');
  const all = served.reduce((sum, { places }) => sum + places, 0);
  assert.ok(all > 190 && all <= mostOutlets, 'all on one page, each with its place');
  const real = await sql`select outlet_id from outlets where address not like '%示范%'`;
  assert.equal(real.length, 0);
});
