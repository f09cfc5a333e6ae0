// Imports of people on a real database: what is added, changed, left alone and refused, and that nothing lies in clear.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { openingDay, testCity } from '../../test/support/city.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { checkCharacter } from './id-number.ts';
import { importCommand, importOne } from './import-command.ts';
import type { PeopleColumn } from './people-columns.ts';
import { findPerson, findPersonByCoreNumber, findPersonByIdNumber, listPeopleByPhone } from './people-store.ts';
import { personFacts } from './person-facts.ts';

const wiring = await testCity();
const { sql, keys } = wiring;
const folder = mkdtempSync(join(tmpdir(), 'import-'));
const day = (text: string) => Temporal.PlainDate.from(text);

after(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  wiring.setClock(openingDay);
  await sql`truncate people, insured_records, core_numbers, id_numbers, phones, cards, card_numbers, electronic_cards, employers,
    events, record_changes`;
  const employers =
    'employer_code,employer_name,kind,district,group_open_on,banks\nE1,示范单位一,employer,110114,2024-10-30,102;104\nE2,示范单位二,单位,110105,,\n';
  await importOne(wiring, file('employers.csv', employers));
});

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

type Given = Partial<Record<PeopleColumn, string>>;
const idNumber = (sequence: number, birthDate = '19550302'): string => {
  const digits = `110101${birthDate}${sequence}`;
  return digits + checkCharacter(digits);
};
const retiree: Given = {
  core_number: '1000000001',
  name: '张示范',
  id_number: idNumber(901),
  phone: '19900000001',
  district: '110108',
  groups: 'retiree',
  insured: 'yes',
  pension_banks: '102@2015-03-01;309@2025-10-20',
  retired_on: '2015-03-02',
  card_generation: '2',
  card_bank: '102',
  card_number: 'A12345678',
  card_financial: 'yes',
  electronic_card: 'yes',
};

const people = (rows: readonly Given[], name = 'people.csv'): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Given)[];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return file(name, [columns.join(','), ...lines].join('\n'));
};

const counts = async (path: string) => {
  const { read, added, changed, unchanged, rejected } = await importOne(wiring, path);
  return { read, added, changed, unchanged, rejected };
};

const rejections = (path: string): string[] =>
  readFileSync(`${path}.rejected.csv`, 'utf8')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',').slice(0, 2).join(' '));

const only = async () => {
  const personId = await findPersonByCoreNumber(sql, keys, '1000000001');
  assert.ok(personId);
  const person = await findPerson(sql, keys, personId);
  assert.ok(person);
  return { personId, person };
};

describe('importing people', () => {
  it('keeps every fact the policy asks for, and finds the person by each number', async () => {
    assert.deepEqual(await counts(people([{ ...retiree, employer_code: 'E1', last_bank_change_on: '2025-01-31' }])), {
      read: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    });
    const { personId, person } = await only();
    assert.equal(await findPersonByIdNumber(sql, keys, ` ${idNumber(901).toLowerCase()} `), personId);
    assert.deepEqual(await listPeopleByPhone(sql, keys, '199-0000-0001'), [personId]);
    assert.equal(await findPersonByIdNumber(sql, keys, idNumber(902)), undefined);
    assert.equal(person.name, '张示范');
    assert.equal(person.idType, 'resident');
    assert.equal(person.sex, 'male');
    assert.deepEqual(personFacts(person, day('2025-10-09')), {
      groups: ['retiree'],
      insured: true,
      birthDate: day('1955-03-02'),
      district: '110108',
      pensionBanks: [
        { bank: '102', from: day('2015-03-01') },
        { bank: '309', from: day('2025-10-20') },
      ],
      retiredOn: day('2015-03-02'),
      employer: {
        ...{ district: '110114', groupOpen: true, banks: ['102', '104'], kind: 'employer' },
        ...{ presetOutlet: null, presetDelivery: null },
      },
      lastBankChangeOn: day('2025-01-31'),
    });
    const cards =
      await sql`select generation, bank, social_security, financial from cards where person_id = ${personId}`;
    assert.deepEqual([...cards], [{ generation: 2, bank: '102', social_security: 'enabled', financial: 'active' }]);
    const electronic = await sql`select state from electronic_cards where person_id = ${personId}`;
    assert.deepEqual([...electronic], [{ state: 'issued' }]);
    const numbers =
      await sql`select person_id from card_numbers where blind = ${keys.blind('card-number', 'A12345678')}`;
    assert.equal(numbers[0]?.person_id, personId);
  });

  it('changes nothing when the same file comes again, and says so', async () => {
    const path = people([retiree, { ...retiree, core_number: '1000000002', id_number: idNumber(902), name: '李示范' }]);
    await importOne(wiring, path);
    const rowsBefore = await everything();
    assert.deepEqual(await counts(path), { read: 2, added: 0, changed: 0, unchanged: 2, rejected: 0 });
    assert.deepEqual(await everything(), rowsBefore);
  });

  it('updates a changed row: record, look-ups and the bank of the old card', async () => {
    await importOne(wiring, people([retiree]));
    const { personId } = await only();
    const changed = { ...retiree, name: '张新名', id_number: idNumber(903), phone: '19900000009', card_bank: '104' };
    assert.deepEqual(await counts(people([changed])), { read: 1, added: 0, changed: 1, unchanged: 0, rejected: 0 });
    const { person } = await only();
    assert.deepEqual([person.personId, person.name, person.phone], [personId, '张新名', '19900000009']);
    assert.equal(await findPersonByIdNumber(sql, keys, idNumber(903)), personId);
    assert.equal(await findPersonByIdNumber(sql, keys, idNumber(901)), undefined);
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000001'), []);
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000009'), [personId]);
    const cards = await sql`select bank from cards where person_id = ${personId}`;
    assert.deepEqual([...cards], [{ bank: '104' }]);
  });

  it('forgets a phone number that the core system no longer has', async () => {
    await importOne(wiring, people([retiree]));
    await importOne(wiring, people([{ ...retiree, phone: '' }]));
    assert.equal((await only()).person.phone, null);
    assert.deepEqual(await listPeopleByPhone(sql, keys, '19900000001'), []);
  });

  it('never puts back the day of a change of bank that happened here', async () => {
    await importOne(wiring, people([{ ...retiree, last_bank_change_on: '2025-01-31' }]));
    const { personId } = await only();
    await sql`update insured_records set last_bank_change_on = '2025-09-01' where person_id = ${personId}`;
    await importOne(wiring, people([{ ...retiree, name: '张新名' }]));
    assert.equal((await only()).person.lastBankChangeOn?.toString(), '2025-09-01');
  });

  it('R-OLD-03: an old card that is sent after a third-generation card was enabled is not enabled again', async () => {
    await importOne(wiring, people([{ ...retiree, card_generation: '3' }]));
    await importOne(wiring, people([retiree]));
    const rows = await sql`select generation, social_security from cards order by generation`;
    assert.deepEqual(
      [...rows],
      [
        { generation: 2, social_security: 'invalid' },
        { generation: 3, social_security: 'enabled' },
      ],
    );
  });

  it('ends the first-generation card when the second one arrives', async () => {
    await importOne(wiring, people([{ ...retiree, card_generation: '1', card_financial: 'no' }]));
    await importOne(wiring, people([retiree]));
    const rows = await sql`select generation, social_security, financial from cards order by generation`;
    assert.deepEqual(
      [...rows],
      [
        { generation: 1, social_security: 'invalid', financial: null },
        { generation: 2, social_security: 'enabled', financial: 'active' },
      ],
    );
  });

  it('shares one phone between a parent and a child', async () => {
    const child = {
      ...retiree,
      core_number: '1000000002',
      id_number: idNumber(902, '20180601'),
      groups: '',
      card_generation: '',
    };
    await importOne(wiring, people([retiree, { ...child, card_bank: '', card_number: '', card_financial: '' }]));
    assert.equal((await listPeopleByPhone(sql, keys, '19900000001')).length, 2);
  });
});

describe('rows that are refused', () => {
  const cases: readonly (readonly [string, Given, string])[] = [
    ['no number of the core system', { core_number: '' }, 'core_number'],
    ['a name with a digit', { name: '张3' }, 'name'],
    ['a wrong check character', { id_number: '110101195503029010' }, 'id_number'],
    ['a type that is none', { id_type: 'passport' }, 'id_type'],
    ['a type that the number is not', { id_type: '港澳台居民居住证' }, 'id_number'],
    ['a birth date that the ID number contradicts', { birth_date: '1955-03-03' }, 'birth_date'],
    ['a sex that the ID number contradicts', { sex: '女' }, 'sex'],
    ['an opaque number without birth date', { id_type: 'other', id_number: 'ZZ0000000000000001' }, 'birth_date'],
    ['a phone that is no mobile', { phone: '01000000000' }, 'phone'],
    ['another city', { district: '310101' }, 'district'],
    ['no group', { groups: '' }, 'groups'],
    ['an unknown group', { groups: 'retiree;king' }, 'groups'],
    ['neither yes nor no', { insured: 'maybe' }, 'insured'],
    ['a pension bank without a day', { pension_banks: '102' }, 'pension_banks'],
    ['a day that does not exist', { retired_on: '2025-02-29' }, 'retired_on'],
    ['a fourth generation', { card_generation: '4' }, 'card_generation'],
    ['a bank of a card that is not there', { card_generation: '' }, 'card_generation'],
    ['a financial function without a bank', { card_bank: '' }, 'card_bank'],
    ['an employer nobody sent', { employer_code: 'E9' }, 'employer_code'],
  ];
  for (const [name, wrong, field] of cases)
    it(`${name}: the row goes back, the others come in`, async () => {
      const good = { ...retiree, core_number: '1000000002', id_number: idNumber(902) };
      const path = people([{ ...retiree, ...wrong }, good]);
      assert.deepEqual(await counts(path), { read: 2, added: 1, changed: 0, unchanged: 0, rejected: 1 });
      assert.deepEqual(rejections(path), [`2 ${field}`]);
    });

  it('a number that stands twice, and an ID number of somebody else, also in a later file', async () => {
    const other = { ...retiree, core_number: '1000000002' };
    const path = people([retiree, { ...retiree, name: '王示范' }, other]);
    assert.deepEqual(await counts(path), { read: 3, added: 1, changed: 0, unchanged: 0, rejected: 2 });
    assert.deepEqual(rejections(path), ['3 ', '4 id_number']);
    assert.deepEqual(await counts(path), { read: 3, added: 0, changed: 0, unchanged: 1, rejected: 2 });
    assert.deepEqual(await counts(people([other])), { read: 1, added: 0, changed: 0, unchanged: 0, rejected: 1 });
    assert.equal((await only()).person.name, '张示范');
  });

  it('a repeat that stands thousands of rows later', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({
      ...retiree,
      core_number: String(2_000_000_000 + n),
      id_number: idNumber(900 + (n % 100), `19${20 + Math.floor(n / 100)}0101`),
      card_number: '',
    }));
    const path = people([...many, { ...many[0], name: '王示范' }]);
    assert.deepEqual(await counts(path), { read: 2_501, added: 2_500, changed: 0, unchanged: 0, rejected: 1 });
    assert.deepEqual(rejections(path), ['2502 ']);
  });

  it('a row with too few fields, an open quotation mark or too long a line spoils no other row', async () => {
    const path = people([retiree]);
    const text = readFileSync(path, 'utf8');
    const next = readFileSync(people([{ ...retiree, core_number: '1000000002', id_number: idNumber(902) }]), 'utf8');
    const lines = [text, 'short,row', `"open ${text.split('\n')[1]}`, 'x'.repeat(200_000), next.split('\n')[1], ''];
    const broken = file('broken.csv', lines.join('\r\n'));
    assert.deepEqual(await counts(broken), { read: 5, added: 2, changed: 0, unchanged: 0, rejected: 3 });
    assert.deepEqual(rejections(broken), ['3 ', '4 ', '5 ']);
  });

  it('reads a row with quoted fields', async () => {
    const [headings, row] = readFileSync(people([{ ...retiree, name: '张示范' }]), 'utf8').split('\n');
    const quoted = file(
      'quoted.csv',
      `${headings}\n${row?.replace('张示范', '"张示范"').replace('102@', '"102@').replace('-20,', '-20",')}\n`,
    );
    assert.equal((await counts(quoted)).added, 1);
    assert.equal((await only()).person.pensionBanks.length, 2);
  });

  it('are told with line, field and reason in two languages, never with the value', async () => {
    const path = people([{ ...retiree, name: '张3', phone: '01099999999' }]);
    const printed: string[] = [];
    const screen = { isTerminal: false, write: (text: string) => void printed.push(text) };
    assert.equal(await importCommand(wiring, [path], screen), 2);
    assert.match(printed.join(''), /退回 rejected 1/);
    const report = readFileSync(`${path}.rejected.csv`, 'utf8');
    assert.match(report, /^\ufeffline,field,reason_zh,reason\r\n2,name,"含有姓名/);
    assert.match(report, /2,phone,"不是中国大陆手机号码","it is no mainland mobile number"\r\n$/);
    assert.ok(!report.includes('张3') && !report.includes('01099999999'));
  });
});

describe('the form of the file', () => {
  const chinese = '个人编号,姓名,证件号码,手机号码,参保区,人员类别,是否参保,单位编号';
  const row = `1000000001,张𠮷㛃·示范,${idNumber(901)},19900000001,110114,在职职工、城乡居民,是,E1`;
  const isThere = async (path: string) => {
    assert.equal((await counts(path)).added, 1, path);
    const { person } = await only();
    assert.deepEqual([person.name, person.groups], ['张𠮷㛃·示范', ['employee', 'resident']]);
  };

  it('may have Chinese headings, in another order, with a byte order mark and Windows line ends', () =>
    isThere(file('bom.csv', `\ufeff${chinese}\r\n${row}\r\n`)));

  it('may be separated by tabs', () => isThere(file('tab.tsv', `${chinese}\n${row}\n`.replaceAll(',', '\t'))));

  it('may be GB18030, with characters of four bytes', () => {
    // 个人编号,姓名,证件号码,手机号码,参保区,人员类别,是否参保,单位编号 and the row, as iconv -t gb18030 writes them.
    const gb = gb18030Of(`${chinese}\n${row}\n`);
    assert.ok(gb.length > 150 && !gb.equals(Buffer.from(`${chinese}\n${row}\n`)));
    return isThere(file('gb.csv', gb));
  });

  it('may be JSON lines with the same field names in either language, and values as JSON has them', async () => {
    const english = {
      ...{
        core_number: 1000000001,
        name: '张𠮷㛃·示范',
        id_number: idNumber(901),
        phone: '19900000001',
        district: 110114,
      },
      ...{ groups: ['employee', 'resident'], insured: true, employer_code: 'E1', retired_on: null, colour: ['red'] },
    };
    await isThere(file('people.jsonl', `\n${JSON.stringify(english)}\n`));
    const chinese = Object.fromEntries(
      [
        ['个人编号', '1000000001'],
        ['姓名', '张𠮷㛃·示范'],
        ['证件号码', idNumber(901)],
        ['手机号码', '19900000001'],
        ['参保区', '110114'],
        ['人员类别', '在职职工;城乡居民'],
        ['是否参保', '是'],
        ['单位编号', 'E1'],
      ].map(([name, value]) => [name, value]),
    );
    assert.equal((await counts(file('chinese.jsonl', `\ufeff${JSON.stringify(chinese)}\r\n`))).unchanged, 1);
  });

  it('of JSON lines gives back the lines that are no objects, or hold a number that is not exact', async () => {
    const good = { ...retiree, insured: true };
    const lines = [
      JSON.stringify(good),
      '{"core_number": ',
      '["1000000002"]',
      JSON.stringify({ ...good, core_number: '1000000003', pension_banks: { bank: '102' } }),
      JSON.stringify({ ...good, core_number: '1000000004' }).replace(`"${idNumber(901)}"`, '110101195503029012'),
    ];
    const path = file('broken.jsonl', lines.join('\n'));
    assert.deepEqual(await counts(path), { read: 5, added: 1, changed: 0, unchanged: 0, rejected: 4 });
    assert.deepEqual(rejections(path), ['2 ', '3 ', '4 ', '5 ']);
  });

  it('is refused as a whole with one sentence: missing columns, another kind, no file, text that breaks off', async () => {
    const refusedFor = async (path: string) => {
      await assert.rejects(importOne(wiring, path), (error) => error instanceof CannotStart && error.zh !== error.en);
    };
    await refusedFor(file('other.csv', 'a,b\n1,2\n'));
    await refusedFor(file('empty.csv', ''));
    await refusedFor(join(folder, 'absent.csv'));
    const late = Buffer.concat([
      Buffer.from(`${chinese}\n${`${row}\n`.repeat(1_000)}`),
      Buffer.from([0xff, 0xff, 0x0a]),
    ]);
    await refusedFor(file('late.csv', late));
  });

  it('runs alone: a second import at the same time is refused', async () => {
    const holder = await sql.reserve();
    await holder`select pg_advisory_lock(${0x79696d70}::bigint)`;
    try {
      await assert.rejects(importOne(wiring, people([retiree])), CannotStart);
    } finally {
      await holder`select pg_advisory_unlock(${0x79696d70}::bigint)`;
      holder.release();
    }
    assert.equal((await counts(people([retiree]))).added, 1);
  });
});

// TextDecoder reads GB18030 but nothing writes it: look each character up the other way round.
const gb18030Of = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const bytesOf = (character: string): Buffer => {
    if (character < '\u0080') return Buffer.from(character);
    for (let first = 0x81; first <= 0xfe; first++)
      for (let second = 0x40; second <= 0xfe; second++) {
        if (second !== 0x7f && decodes(decoder, [first, second]) === character) return Buffer.from([first, second]);
      }
    return fourBytesOf(decoder, character);
  };
  return Buffer.concat([...text].map(bytesOf));
};

const fourBytesOf = (decoder: TextDecoder, character: string): Buffer => {
  for (const [from, to] of [
    [0x81, 0x84],
    [0x90, 0x98],
  ] as const)
    for (let first = from; first <= to; first++)
      for (let rest = 0; rest < 12_600; rest++) {
        const bytes = [
          first,
          0x30 + (Math.floor(rest / 1_260) % 10),
          0x81 + (Math.floor(rest / 10) % 126),
          0x30 + (rest % 10),
        ];
        if (decodes(decoder, bytes) === character) return Buffer.from(bytes);
      }
  throw new Error(`no GB18030 bytes for ${character}`);
};

const decodes = (decoder: TextDecoder, bytes: number[]): string => {
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return '';
  }
};

const tables = [
  'people',
  'insured_records',
  'core_numbers',
  'id_numbers',
  'phones',
  'cards',
  'card_numbers',
  'electronic_cards',
  'events',
  'record_changes',
];
const everything = async (): Promise<string> => {
  const dumps = await Promise.all(
    tables.map((table) => sql<{ row: string }[]>`select t::text as row from ${sql(table)} t order by 1`),
  );
  return dumps.flatMap((rows) => rows.map(({ row }) => row)).join('\n');
};

describe('what lies in the database', () => {
  it('has no name, number, birth date or phone in clear, nor in hexadecimal', async () => {
    await importOne(wiring, people([retiree]));
    const dump = await everything();
    assert.ok(dump.includes('110108'), 'the dump shows what is not personal');
    for (const value of ['张示范', idNumber(901), '19900000001', '1955-03-02', '19550302', '1000000001', 'A12345678']) {
      assert.ok(!dump.includes(value), value);
      assert.ok(!dump.includes(Buffer.from(value).toString('hex')), value);
    }
  });
});
