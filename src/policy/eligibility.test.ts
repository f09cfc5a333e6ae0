// Tables: who may apply and when (areas ELIG and GROUP as far as they decide who may apply).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advises,
  day,
  decide,
  employer,
  no,
  oldCard,
  person,
  type Row,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { rowOn } from './dated-rows.ts';
import { messageOf } from './explain.ts';
import { phaseKey } from './snapshot.ts';

const employee = (district: string, groupOpen = true) =>
  person('employee', { employer: employer(district, { groupOpen }) });
const batch = (name: string, on: string, who: ReturnType<typeof person>, expected: Row[2]): Row => [
  name,
  { on, person: who },
  expected,
];
const opens = (rule: string, from: string) => ({
  ...no('NOT_YET_OPEN'),
  rules: [rule],
  instead: [{ from, channel: 'minsheng' }, { step: 'old-card-goes-on' }],
});

table([
  [
    'R-ELIG-01: somebody insured elsewhere only is not entitled',
    { on: '2026-01-05', person: person('resident', { insured: false }) },
    { ...no('NOT_INSURED'), rules: ['R-ELIG-01'] },
  ],
  ['R-ELIG-01: one insurance of the city is enough', { on: '2026-01-05', person: person('resident') }, yes],
  [
    'R-ELIG-01: the rights of land transfer are enough without insurance',
    { on: '2026-01-05', person: person('land-transfer', { insured: false }) },
    yes,
  ],
  [
    'R-ELIG-01: whether insured has to be known',
    { on: '2026-01-05', person: { groups: ['resident'], runningApplication: false } },
    { ...no('FACT_MISSING'), facts: { fact: 'person.insured' } },
  ],
  [
    'R-ELIG-01: who is not insured is told so also where the channel is closed',
    { on: '2025-09-01', channel: 'street', person: person('resident', { insured: false }) },
    no('NOT_INSURED'),
  ],

  batch('R-ELIG-06: batch 1 is closed on its eve', '2024-10-29', employee('110117'), opens('R-ELIG-06', '2024-10-30')),
  ...['110111', '110113', '110114', '110115', '110117', '110302'].map((district) =>
    batch(`R-ELIG-06: batch 1 opens on 2024-10-30 in ${district}`, '2024-10-30', employee(district), yes),
  ),
  batch('R-ELIG-07: batch 2 is closed on its eve', '2025-01-31', employee('110108'), opens('R-ELIG-07', '2025-02-01')),
  ...['110108', '110106', '110112', '110119'].map((district) =>
    batch(`R-ELIG-07: batch 2 opens in February 2025 in ${district}`, '2025-02-01', employee(district), yes),
  ),
  batch('R-ELIG-08: batch 3 is closed on its eve', '2025-04-30', employee('110105'), opens('R-ELIG-08', '2025-05-01')),
  ...['110101', '110105', '110109', '110118'].map((district) =>
    batch(`R-ELIG-08: batch 3 opens in May 2025 in ${district}`, '2025-05-01', employee(district), yes),
  ),
  ...(['minor', 'student', 'flexible', 'resident'] as const).flatMap((group): Row[] => {
    const actor = group === 'minor' ? 'guardian' : 'holder';
    return [
      [
        `R-ELIG-09: individually insured (${group}) wait until August 2025`,
        { on: '2025-07-31', actor, person: person(group) },
        { ...no('NOT_YET_OPEN'), rules: ['R-ELIG-09', 'R-ELIG-10'] },
      ],
      [
        `R-ELIG-10: ${group} belongs to the individually insured and opens with them`,
        { on: '2025-08-01', actor, person: person(group) },
        yes,
      ],
    ];
  }),
  batch('R-ELIG-11: retirees wait on 2025-10-08', '2025-10-08', person('retiree'), opens('R-ELIG-11', '2025-10-09')),
  batch('R-ELIG-11: retirees apply from 2025-10-09', '2025-10-09', person('retiree'), {
    ...yes,
    dueOn: '2025-11-08',
    fixedBank: '102',
    product: 'generation-3',
  }),
  batch('R-ELIG-11: 超转人员 count as retirees', '2025-10-08', person('land-transfer'), no('NOT_YET_OPEN')),
  batch('R-ELIG-11: 超转人员 apply from 2025-10-09', '2025-10-09', person('land-transfer'), yes),
  batch('R-ELIG-12: an earlier batch stays open after the fifth has opened', '2025-11-03', employee('110114'), yes),
  batch('R-ELIG-12: individually insured people stay open too', '2025-12-31', person('flexible'), yes),
  ...['110102', '110107', '110116'].flatMap((district): Row[] => [
    batch(
      `R-ELIG-13: the pilot district ${district} is closed before the pilot`,
      '2024-01-30',
      employee(district),
      no('NOT_YET_OPEN'),
    ),
    batch(`R-ELIG-13: the pilot district ${district} is open in the pilot`, '2024-01-31', employee(district), yes),
    batch(
      `R-ELIG-13: the pilot district ${district} is open in the centralized phase`,
      '2024-11-01',
      employee(district),
      yes,
    ),
  ]),
  batch('R-ELIG-14: 军休干部 are stopped although retirees are open', '2025-10-20', person('military-retiree'), {
    ...no('SEPARATE_NOTICE'),
    rules: ['R-ELIG-14'],
  }),
  batch(
    'R-ELIG-14: 军休干部 who are listed as retirees too are stopped',
    '2025-10-20',
    person('retiree', { groups: ['retiree', 'military-retiree'] }),
    no('SEPARATE_NOTICE'),
  ),
  batch(
    'R-ELIG-14: 军休干部 stay outside in the regular phase (G-27)',
    '2026-03-02',
    person('military-retiree'),
    no('SEPARATE_NOTICE'),
  ),
  batch('R-ELIG-16: a first-time applicant after 2025-10-09 gets generation 3', '2025-10-10', person('flexible'), {
    ...yes,
    product: 'generation-3',
  }),
  ['R-ELIG-16: without any card before', { on: '2025-10-10', card: null }, { ...yes, product: 'generation-3' }],
  [
    'R-ELIG-17: a new hire whose employer has opened gets generation 3',
    { on: '2024-11-15', card: null, person: employee('110114') },
    { ...yes, product: 'generation-3' },
  ],
  batch('R-ELIG-04: an employee alone in the regular phase', '2026-01-05', employee('110108', false), {
    ...yes,
    fixedBank: null,
  }),
  batch('R-ELIG-04: not a day earlier', '2025-12-31', employee('110108', false), no('EMPLOYER_GROUP_NOT_OPEN')),
  [
    'R-ELIG-04: an employee alone at a bank outlet',
    { on: '2026-01-05', channel: 'bank', outlet: { bank: '102', instant: false }, person: employee('110108', false) },
    { ...yes, dueOn: '2026-01-09' },
  ],
  [
    'R-ELIG-04: the same at the outlet on 2025-12-30 is closed',
    { on: '2025-12-30', channel: 'bank', outlet: { bank: '102', instant: false }, person: employee('110108', false) },
    no('OFFLINE_CLOSED'),
  ],
  [
    'R-ELIG-21: the holder of a generation 1 card in scope may apply',
    { on: '2025-10-09', card: { ...oldCard, generation: 1, bank: null } },
    yes,
  ],
  ['R-ELIG-21: the holder of a generation 2 card out of scope waits', { on: '2025-10-08' }, no('NOT_YET_OPEN')],

  [
    'R-GROUP-01: an employee alone before the employer opened',
    { on: '2025-06-03', person: employee('110108', false) },
    { ...no('EMPLOYER_GROUP_NOT_OPEN'), rules: ['R-GROUP-01', 'R-GROUP-07'] },
  ],
  ['R-GROUP-07: the same employee after the employer opened', { on: '2025-06-03', person: employee('110108') }, yes],
  [
    'R-GROUP-07: whether the employer opened has to be known',
    { on: '2025-06-03', person: person('employee', { employer: { district: '110108' } }) },
    { ...no('FACT_MISSING'), facts: { fact: 'person.employer.groupOpen' } },
  ],
  [
    'R-GROUP-01: the district is what is said first while its batch is closed',
    { on: '2025-01-15', person: employee('110108', false) },
    no('NOT_YET_OPEN'),
  ],
  [
    'R-GROUP-01: an unknown district is closed until everybody is open',
    { on: '2025-06-03', person: employee('130100') },
    { ...no('NOT_YET_OPEN'), facts: { from: '2026-01-01', batch: 'regular' } },
  ],

  [
    'G-08: retired and employed counts as retired',
    { on: '2025-06-03', person: person('retiree', { groups: ['retiree', 'employee'], employer: employer('110114') }) },
    no('NOT_YET_OPEN'),
  ],
  [
    'G-08: employed and student counts as employed',
    { on: '2025-06-03', person: person('student', { groups: ['student', 'employee'], employer: employer('110114') }) },
    yes,
  ],
  [
    'G-08: a minor first of all',
    { on: '2025-09-03', person: person('employee', { groups: ['employee'], birthDate: day('2008-06-01') }) },
    { ...no('ACTOR_NOT_ALLOWED'), rules: ['R-PROXY-03'] },
  ],
  [
    'C-45: eighteen on the day is not a minor',
    { on: '2025-09-03', person: person('resident', { birthDate: day('2007-09-03') }) },
    yes,
  ],
  [
    'C-45: eighteen tomorrow is',
    { on: '2025-09-03', person: person('resident', { birthDate: day('2007-09-04') }) },
    no('ACTOR_NOT_ALLOWED'),
  ],
  [
    'C-45: listed as a minor but of age is individually insured',
    { on: '2025-09-03', person: person('minor', { birthDate: day('2007-01-01') }) },
    yes,
  ],
  [
    'C-56: nobody has two applications',
    { on: '2026-02-02', person: person('retiree', { runningApplication: true }) },
    no('RUNNING_APPLICATION'),
  ],
  [
    'R-REISSUE-11: who has generation 3 does not apply',
    { on: '2026-02-02', card: { generation: 3, bank: '102', socialSecurity: 'enabled' } },
    no('CARD_EXISTS'),
  ],
  [
    'R-REISSUE-11: a cancelled card is no card',
    { on: '2026-02-02', card: { generation: 3, bank: '102', socialSecurity: 'cancelled' } },
    yes,
  ],
]);

test('R-ELIG-02: nothing is forced: a refusal to apply says that the old card goes on', () => {
  for (const verdict of [
    decide({ on: '2025-10-08' }),
    decide({ on: '2025-06-03', person: employee('110108', false) }),
  ]) {
    assert.ok(advises(verdict, { step: 'old-card-goes-on' }));
  }
});

test('R-ELIG-03: the centralized phase runs from 2024-10-30 to 2025-12-31 inclusive, the regular one after it', () => {
  const phase = (on: string) => rowOn(snapshot.phases, phaseKey, on)?.phase;
  assert.deepEqual(['2024-10-29', '2024-10-30', '2025-12-31', '2026-01-01'].map(phase), [
    'pilot',
    'centralized',
    'centralized',
    'regular',
  ]);
});

test('R-ELIG-05: five batches cover employees, the individually insured and retirees', () => {
  const batches = snapshot.rows.batches.filter((row) => /^[1-5]$/.test(row.batch));
  assert.deepEqual(
    batches.map((row) => row.from),
    ['2024-10-30', '2025-02-01', '2025-05-01', '2025-08-01', '2025-10-09'],
  );
  assert.deepEqual(
    new Set(batches.flatMap((row) => row.groups)),
    new Set(['employee', 'minor', 'student', 'flexible', 'resident', 'retiree', 'land-transfer']),
  );
});

test('R-ELIG-13: sixteen districts and the development area are each in exactly one batch', () => {
  const districts = snapshot.rows.batches.flatMap((row) => row.districts ?? []);
  assert.equal(districts.length, 17);
  assert.equal(new Set(districts).size, 17);
});

test('R-ELIG-15: on 2025-12-09 every group of every district may apply, 军休干部 apart', () => {
  for (const district of snapshot.rows.batches.flatMap((row) => row.districts ?? [])) {
    assert.equal(decide({ on: '2025-12-09', person: employee(district) }).permitted, true);
  }
  for (const group of ['student', 'flexible', 'resident', 'retiree'] as const) {
    assert.equal(decide({ on: '2025-12-09', person: person(group) }).permitted, true);
  }
});

test('R-ELIG-18: a new hire whose employer has not opened is pointed to the original channel until the end of 2025', () => {
  const asked = { card: null, person: employee('110108', false) } as const;
  assert.ok(advises(decide({ on: '2025-06-03', ...asked }), { step: 'original-channel-new-hire' }));
  assert.ok(advises(decide({ on: '2025-12-31', ...asked }), { step: 'original-channel-new-hire' }));
  assert.ok(!advises(decide({ on: '2025-06-03', ...asked, card: oldCard }), { step: 'original-channel-new-hire' }));
});

test('R-GROUP-06, R-PHOTO-04: the original channel asks for a photo, and the message says so', () => {
  const asked = {
    service: 'apply',
    channel: 'minsheng',
    on: day('2025-03-03'),
    actor: 'holder',
    card: null,
    person: employee('110108', false),
  } as const;
  const verdict = decide({ ...asked, on: '2025-03-03' });
  assert.match(messageOf(verdict, { snapshot, question: asked, language: 'zh' }), /原渠道提交制卡照片/);
});

test('R-ELIG-19: old cards are no longer issued from 2026-01-01; the day before the original channel does it', () => {
  const old = (on: string) => decide({ on, service: 'reissue-old' });
  const [before, after] = [old('2025-12-31'), old('2026-01-01')];
  assert.equal(before.permitted ? '' : before.code, 'ORIGINAL_CHANNEL');
  assert.equal(after.permitted ? '' : after.code, 'OLD_CARD_ISSUING_STOPPED');
  assert.ok(advises(after, { service: 'apply', channel: 'minsheng' }));
});

test('R-ELIG-20: opening dates are rows that can be superseded without touching code', async () => {
  const { makeSnapshot } = await import('./snapshot.ts');
  const { admit } = await import('./admit.ts');
  const { question } = await import('../../test/support/questions.ts');
  const moved = {
    id: 'batch-5-corrected',
    batch: '5',
    from: '2025-10-01',
    until: '2025-12-31',
    groups: ['retiree', 'land-transfer'] as const,
    rules: ['R-ELIG-11'],
    supersedes: ['batch-5'],
  };
  const corrected = makeSnapshot(2, { ...snapshot.rows, batches: [...snapshot.rows.batches, moved] });
  assert.equal(admit(corrected, question({ on: '2025-10-01' })).permitted, true);
  assert.equal(admit(snapshot, question({ on: '2025-10-01' })).permitted, false);
});
