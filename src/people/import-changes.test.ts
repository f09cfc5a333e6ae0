// What an import leaves behind it: events in the chain of the person, dated facts, and what the gate makes of a death.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { apply, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestUploads } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import { enableCard } from '../cards/enable-card.ts';
import { admit } from '../policy/admit.ts';
import type { Question } from '../policy/question.ts';
import { checkCharacter } from './id-number.ts';
import { importOne } from './import-command.ts';
import type { PeopleColumn } from './people-columns.ts';
import { findPerson, findPersonByCoreNumber, listPeopleByPhone } from './people-store.ts';
import { personFacts } from './person-facts.ts';
import { factOn, findFactsOn, type KnownChange } from './person-history.ts';

const city = await testCity();
const { sql, keys } = city;
const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));
const day = (text: string) => Temporal.PlainDate.from(text);
const morningOf = (text: string) => Temporal.Instant.from(`${text}T09:00+08:00`);

beforeEach(async () => {
  city.setClock(openingDay);
  await sql`truncate people, insured_records, core_numbers, id_numbers, phones, cards, card_numbers, electronic_cards, employers,
    events, record_changes, uploads`;
  await sql`insert into employers (code, name, kind, district) values ('E1', '示范单位一', 'employer', '110114'),
    ('E2', '示范单位二', 'employer', '110105')`;
});

const idNumber = (sequence: number, birthDate = '19550302'): string => {
  const digits = `110101${birthDate}${sequence}`;
  return digits + checkCharacter(digits);
};

type Given = Partial<Record<PeopleColumn, string>>;
const retiree = {
  core_number: '1000000001',
  name: '张示范',
  id_number: idNumber(901),
  phone: '19900000001',
  district: '110108',
  groups: 'retiree',
  insured: 'yes',
  employer_code: 'E1',
  pension_banks: '102@2015-03-01',
  retired_on: '2015-03-02',
  changed_on: '',
} as const satisfies Given;

const bring = async (...rows: readonly Given[]) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))] as PeopleColumn[];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  const path = join(folder, 'people.csv');
  writeFileSync(path, [columns.join(','), ...lines].join('\n'));
  return importOne(city, path);
};

const theOne = async (coreNumber = '1000000001'): Promise<PersonId> => {
  const personId = await findPersonByCoreNumber(sql, keys, coreNumber);
  assert.ok(personId);
  return personId;
};

/** What happened, in order: action and what the facts say. */
const happened = async (personId: PersonId) => {
  assert.deepEqual(await verifyPerson(city, personId), []);
  return (await listEvents(sql, personId)).map(({ action, facts }) => [action, ...Object.values(facts)].join(' '));
};

describe('events of an import', () => {
  it('tell that a record came, changed in which fields, and from when; an equal row leaves none', async () => {
    await bring({ ...retiree, electronic_card: 'yes' });
    await bring({ ...retiree, electronic_card: 'yes' });
    await bring({ ...retiree, electronic_card: 'yes', name: '张新名', phone: '19900000009', changed_on: '2025-10-01' });
    await bring({ ...retiree, electronic_card: 'yes', name: '张新名', phone: '19900000009', employer_code: 'E2' });
    const personId = await theOne();
    assert.deepEqual(await happened(personId), [
      'add-record issued',
      'change-record name phone 2025-10-01',
      'change-record employer 2025-10-09',
    ]);
    const [, renamed] = await listEvents(sql, personId);
    assert.deepEqual(renamed?.rules, ['R-INFO-03']);
    assert.deepEqual([renamed?.actor, renamed?.channel, renamed?.policySnapshot], ['system', 'system', 1]);
  });

  it('hold codes only: no name, number, bank or employer', async () => {
    await bring(retiree);
    await bring({ ...retiree, name: '张新名', id_number: idNumber(902), employer_code: 'E2', pension_banks: '' });
    const rows = await sql<{ row: string }[]>`select facts::text as row from events`;
    const text = rows.map(({ row }) => row).join('\n');
    assert.match(text, /name id-number employer pension-banks/);
    for (const value of ['张', idNumber(901), idNumber(902), 'E1', 'E2', '102', '1000000001'])
      assert.ok(!text.includes(value), value);
  });

  it('R-OLD-03: tell of the old card that came and of the one that ended with it, once', async () => {
    await bring({ ...retiree, card_generation: '1' });
    const second = {
      ...retiree,
      card_generation: '2',
      card_bank: '102',
      card_number: 'A12345678',
      card_financial: 'yes',
    };
    await bring(second);
    await bring({ ...second, district: '110105' });
    await bring({ ...second, district: '110105', card_bank: '104', card_number: 'A87654321' });
    const personId = await theOne();
    assert.deepEqual(await happened(personId), [
      'add-record',
      'import-card enabled 1',
      'invalidate-card invalid enabled',
      'import-card enabled 102 active 2',
      'change-record district 2025-10-09',
      'change-card bank number',
    ]);
    const found = await sql`select blind from card_numbers`;
    assert.deepEqual(
      found.map(({ blind }) => blind),
      [keys.blind('card-number', 'A87654321')],
    );
  });

  it('follow each other without a gap when people act while the file comes in', async () => {
    await bring(retiree);
    const personId = await theOne();
    await sql`update insured_records set employer_code = null`;
    await insertTestUploads(city, personId);
    const changes = Array.from({ length: 8 }, (_, n) => ({ ...retiree, name: `张示${'一二三四五六七八'[n]}` }));
    const importing = (async () => {
      for (const row of changes) await bring(row);
    })();
    const applying = apply(city, personId);
    await Promise.all([importing, applying]);
    const actions = await happened(personId);
    assert.equal(actions.filter((one) => one.startsWith('change-record')).length, 8);
    assert.equal(actions.filter((one) => one.startsWith('submit-application')).length, 1);
  });
});

describe('a third-generation card', () => {
  it('that we issued stays ours when the core system sends it back, and no second one comes', async () => {
    await bring(retiree);
    const personId = await theOne();
    await insertTestUploads(city, personId);
    await mailedCard(city, personId);
    const [card] = await sql`select card_id from cards`;
    const enabled = await enableCard(city, {
      ...{ personId, cardId: card?.card_id, actor: 'holder', actorId: personId, channel: 'minsheng', key: 'enable' },
      ...{ level: 3 },
    });
    assert.ok(enabled.ok, JSON.stringify(enabled));
    const { rejected } = await bring({ ...retiree, name: '张新名', card_generation: '3', card_bank: '102' });
    assert.equal(rejected, 0);
    const cards = await sql`select generation, social_security from cards`;
    assert.deepEqual([...cards], [{ generation: 3, social_security: 'enabled' }]);
  });
});

describe('dated facts', () => {
  it('say what held on a day, and what was known of it at a moment', async () => {
    await bring(retiree);
    city.setClock(morningOf('2025-11-03'));
    await bring({ ...retiree, district: '110105', employer_code: 'E2', changed_on: '2025-11-01' });
    city.setClock(morningOf('2025-12-10'));
    await bring({ ...retiree, district: '110105', employer_code: '', changed_on: '2025-10-20', insured: 'no' });
    const personId = await theOne();
    const on = async (text: string, known?: string) => {
      const asOf = { on: day(text), ...(known && { knownAt: morningOf(known) }) };
      const facts = await findFactsOn(city, personId, asOf);
      return ['district', 'employer', 'insured'].map((fact) => facts?.get(fact as 'district'));
    };
    assert.deepEqual(await on('2025-10-10'), ['110108', 'E1', true]);
    assert.deepEqual(await on('2025-10-31'), ['110108', null, false]);
    assert.deepEqual(await on('2025-11-01'), ['110105', null, false]);
    assert.deepEqual(await on('2025-11-30', '2025-10-30'), ['110108', 'E1', true]);
    assert.deepEqual(await on('2025-11-30', '2025-11-30'), ['110105', 'E2', true]);
    assert.deepEqual(await on('2025-10-31', '2025-11-30'), ['110108', 'E1', true]);
    assert.equal(
      await findFactsOn(city, personId.replace(/^./, 'f') as PersonId, { on: day('2025-10-10') }),
      undefined,
    );
  });

  it('C-60: keep an earlier name and ID number, sealed', async () => {
    await bring(retiree);
    await bring({ ...retiree, name: '张新名', id_number: idNumber(902), changed_on: '2025-10-05' });
    const personId = await theOne();
    const before = await findFactsOn(city, personId, { on: day('2025-10-04') });
    assert.deepEqual(
      [before?.get('name'), before?.get('id-number')],
      ['张示范', { idType: 'resident', idNumber: idNumber(901) }],
    );
    assert.equal((await findFactsOn(city, personId, { on: day('2025-10-05') }))?.get('name'), '张新名');
  });

  const change = (after: string, holdsFrom: string, known: string): KnownChange => ({
    ...{ fact: 'district', before: 'before', after },
    ...{ holdsFrom: day(holdsFrom), knownAt: morningOf(known) },
  });
  const cases: readonly (readonly [string, readonly KnownChange[], string, string | undefined, string])[] = [
    ['nothing changed: what the record says', [], '2020-01-01', undefined, 'now'],
    ['the day before a change', [change('a', '2025-05-01', '2025-05-02')], '2025-04-30', undefined, 'before'],
    ['the day of a change', [change('a', '2025-05-01', '2025-05-02')], '2025-05-01', undefined, 'a'],
    ['known a day too early', [change('a', '2025-05-01', '2025-05-02')], '2025-06-01', '2025-05-01', 'before'],
    [
      'a correction that reaches further back',
      [change('a', '2025-05-01', '2025-05-02'), change('b', '2025-03-01', '2025-06-01')],
      ...(['2025-05-20', undefined, 'b'] as const),
    ],
    [
      'what was said before that correction came',
      [change('a', '2025-05-01', '2025-05-02'), change('b', '2025-03-01', '2025-06-01')],
      ...(['2025-05-20', '2025-05-20', 'a'] as const),
    ],
    [
      'a later change known later',
      [change('a', '2025-05-01', '2025-05-02'), change('b', '2025-07-01', '2025-07-01')],
      ...(['2025-06-30', undefined, 'a'] as const),
    ],
  ];
  for (const [name, changes, on, known, expected] of cases)
    it(name, () =>
      assert.equal(factOn('now', changes, { on: day(on), ...(known && { knownAt: morningOf(known) }) }), expected),
    );

  it('of tomorrow go back', async () => {
    const { added, rejected } = await bring(
      { ...retiree, changed_on: '2025-10-10' },
      {
        ...{ ...retiree, core_number: '1000000002', id_number: idNumber(902), died_on: '2025-10-10' },
      },
    );
    assert.deepEqual([added, rejected], [0, 2]);
  });
});

describe('a person who died', () => {
  const ask = async (personId: PersonId, on: string, question: Partial<Question>) => {
    const person = await findPerson(sql, keys, personId);
    assert.ok(person);
    const verdict = admit(city.policy.current(), {
      ...{ service: 'apply', channel: 'minsheng', actor: 'holder', on: day(on), card: null, delivery: 'mail' },
      person: { ...personFacts(person, day(on)), runningApplication: false, upstreamSettled: true },
      ...question,
    });
    return verdict.permitted ? 'permitted' : verdict.code;
  };

  it('R-ELIG-01: is insured until the day of death and cannot be applied for from then on, in whatever group', async () => {
    await bring({ ...retiree, employer_code: '', groups: 'retiree;land-transfer' });
    const personId = await theOne();
    assert.equal(await ask(personId, '2025-10-09', {}), 'permitted');
    city.setClock(morningOf('2025-11-03'));
    await bring({ ...retiree, employer_code: '', groups: 'retiree;land-transfer', died_on: '2025-10-20' });
    assert.equal(await ask(personId, '2025-10-19', {}), 'permitted');
    assert.equal(await ask(personId, '2025-10-20', {}), 'NOT_INSURED');
    assert.deepEqual((await happened(personId)).at(-1), 'change-record death 2025-10-20');
    assert.equal((await findFactsOn(city, personId, { on: day('2025-10-20') }))?.get('death'), '2025-10-20');
    assert.equal((await findFactsOn(city, personId, { on: day('2025-10-19') }))?.get('death'), null);
  });

  it('R-CANCEL-01: leaves a card that can still be cancelled', async () => {
    await bring({ ...retiree, employer_code: '', died_on: '2025-10-01' });
    const card = { generation: 3, bank: '102', socialSecurity: 'enabled', financial: 'active' } as const;
    const question: Partial<Question> = {
      ...{ service: 'cancel', channel: 'district', reason: 'death', actor: 'agent', card, delivery: null },
      outlet: { kind: 'district' },
    };
    assert.equal(await ask(await theOne(), '2025-10-09', question), 'permitted');
  });
});

describe('several people with one phone', () => {
  it('a couple and their child are found by it until one of them has another number', async () => {
    const husband = { ...retiree, core_number: '1000000002', id_number: idNumber(913), name: '李示范' };
    const child = { ...retiree, core_number: '1000000003', id_number: idNumber(914, '20180601'), groups: '' };
    await bring(retiree, husband, { ...child, retired_on: '', pension_banks: '' });
    const ids = await Promise.all(['1000000001', '1000000002', '1000000003'].map(theOne));
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000001'), ids.toSorted());
    await bring({ ...husband, phone: '19900000009' });
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000001'), [ids[0], ids[2]].toSorted());
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000009'), [ids[1]]);
  });

  it('of twenty-five people with one number no more than twenty are given', async () => {
    const many = Array.from({ length: 25 }, (_, n) => ({
      ...{ ...retiree, core_number: String(2_000_000_000 + n), id_number: idNumber(920 + n) },
    }));
    await bring(...many);
    assert.equal((await listPeopleByPhone(sql, keys, '19900000001')).length, 20);
  });
});
