// Tables: time limits, delivery, documents, enabling and fees (areas PROD, DELIV, ENABLE, FEE and the people matrix).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import chineseDays from 'chinese-days';
import {
  advises,
  day,
  decide,
  employer,
  newCard,
  no,
  oldCard,
  person,
  question,
  type Row,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { messageOf } from './explain.ts';

const counter = (bank: string, instant: boolean) => ({ channel: 'bank', outlet: { bank, instant } }) as const;
const fresh = newCard({ socialSecurity: 'not-enabled', financial: 'not-activated' });
const enabling = { service: 'enable', card: fresh } as const;
const child = person('minor', { birthDate: day('2015-03-02') });
const free = { amount: '0.00', currency: 'CNY' };

table([
  ['R-PROD-01: online, 30 natural days, first day not counted', { on: '2025-10-09' }, { ...yes, dueOn: '2025-11-08' }],
  ['R-PROD-01: in the regular phase too', { on: '2026-03-02' }, { ...yes, dueOn: '2026-04-01' }],
  [
    'R-PROD-02: at an instant outlet on the spot',
    { on: '2026-03-02', ...counter('104', true) },
    { ...yes, dueOn: '2026-03-02', dueNote: 'on-the-spot', conditions: [] },
  ],
  [
    'R-PROD-03: no first card on the spot in the centralized phase',
    { on: '2025-12-30', ...counter('102', true) },
    { ...no('INSTANT_CLOSED'), rules: ['R-PROD-03', 'R-CHAN-04'] },
  ],
  [
    'R-PROD-03: asked for as instant issuing the answer is the same',
    { on: '2025-12-30', service: 'issue-instantly', ...counter('102', true) },
    no('INSTANT_CLOSED'),
  ],
  [
    'R-PROD-03: a replacement at the same outlet the same day',
    { on: '2025-12-30', service: 'reissue', ...counter('102', true), card: newCard() },
    { ...yes, dueOn: '2025-12-30' },
  ],
  [
    'R-PROD-04: four working days from a Monday',
    { on: '2026-03-02', ...counter('104', false) },
    { ...yes, dueOn: '2026-03-06' },
  ],
  [
    'R-PROD-04: four working days over a weekend',
    { on: '2026-03-06', ...counter('104', false) },
    { ...yes, dueOn: '2026-03-12' },
  ],
  [
    'R-PROD-04: over the Spring Festival and its make-up days',
    { on: '2026-02-13', ...counter('104', false) },
    { ...yes, dueOn: '2026-02-26' },
  ],
  [
    'G-37: into a year that is not published it is accepted without a guess',
    { on: '2026-12-29', ...counter('104', false) },
    { ...yes, dueOn: null, dueNote: 'calendar-not-published', conditions: ['choose-delivery', 'calendar-not-covered'] },
  ],
  [
    'R-PROD-05: district and street, 30 natural days',
    { on: '2026-03-02', channel: 'district' },
    { ...yes, dueOn: '2026-04-01' },
  ],
  [
    'R-PROD-07: online replacement, four working days',
    { on: '2026-03-03', service: 'exchange-damaged', card: newCard() },
    { ...yes, dueOn: '2026-03-09' },
  ],
  [
    'R-PROD-08: replacement on the spot',
    { on: '2025-11-03', service: 'exchange-damaged', ...counter('102', true), card: newCard() },
    { ...yes, dueOn: '2025-11-03' },
  ],
  [
    'R-PROD-09: exchange at a counter without instant issuing',
    { on: '2026-03-02', service: 'exchange-damaged', ...counter('102', false), card: newCard() },
    { ...yes, dueOn: '2026-03-06' },
  ],
  [
    'C-24: change of bank at the new bank in the centralized phase: four working days even at an instant outlet',
    {
      on: '2025-11-03',
      service: 'change-bank-apply',
      ...counter('308', true),
      card: newCard({ socialSecurity: 'cancelled' }),
    },
    { ...yes, dueOn: '2025-11-07' },
  ],
  [
    'C-24: on the spot in the regular phase',
    {
      on: '2026-11-03',
      service: 'change-bank-apply',
      ...counter('308', true),
      card: newCard({ socialSecurity: 'cancelled' }),
    },
    { ...yes, dueOn: '2026-11-03' },
  ],

  ['R-DELIV-01: mail', { on: '2025-10-09', delivery: 'mail' }, { ...yes, conditions: [] }],
  ['R-DELIV-01: outlet', { on: '2025-10-09', delivery: 'outlet' }, yes],
  [
    'R-DELIV-01: nothing else',
    { on: '2025-10-09', delivery: 'courier-pickup' },
    { ...no('DELIVERY_NOT_OFFERED'), rules: ['R-DELIV-01'] },
  ],
  [
    'R-DELIV-02: the bank’s visit is for employers',
    { on: '2025-10-09', delivery: 'bank-visit' },
    { ...no('DELIVERY_NOT_OFFERED'), rules: ['R-DELIV-01', 'R-DELIV-02'] },
  ],
  [
    'R-DELIV-02: in an employer’s order it is there',
    { on: '2025-06-03', delivery: 'bank-visit', person: person('employee', { employer: employer('110108') }) },
    yes,
  ],
  [
    'R-DELIV-03: collected at the issuing bank',
    { on: '2025-11-05', service: 'collect', ...counter('102', false), card: fresh },
    { ...yes, documents: ['holder-id'] },
  ],
  [
    'R-DELIV-03: not at another bank',
    { on: '2025-11-05', service: 'collect', ...counter('104', false), card: fresh },
    no('NOT_ISSUING_BANK'),
  ],
  [
    'R-DELIV-04: enabling at the counter where it is collected',
    { on: '2025-11-05', ...enabling, ...counter('102', false) },
    yes,
  ],
  [
    'R-DELIV-05: not without the ID',
    { on: '2025-11-05', service: 'collect', ...counter('102', false), card: fresh, documents: [] },
    { ...no('DOCUMENT_MISSING'), rules: ['R-DELIV-05'] },
  ],
  [
    'R-DELIV-05: nor by an agent',
    { on: '2025-11-05', service: 'collect', ...counter('102', false), card: fresh, actor: 'agent' },
    no('ACTOR_NOT_ALLOWED'),
  ],
  [
    'R-DELIV-08: on the spot a wish for mail decides nothing',
    { on: '2026-03-02', ...counter('104', true), delivery: 'mail' },
    { ...yes, dueOn: '2026-03-02' },
  ],
  [
    'R-DELIV-02: nor does anybody visit an employer from there',
    { on: '2026-03-02', ...counter('104', true), delivery: 'bank-visit' },
    no('DELIVERY_NOT_OFFERED'),
  ],
  [
    'R-DELIV-08: a street outlet hands out no cards',
    { on: '2026-03-02', channel: 'street', delivery: 'on-the-spot' },
    no('DELIVERY_NOT_OFFERED'),
  ],
  ['R-DELIV-08: but orders by mail', { on: '2026-03-02', channel: 'street', delivery: 'mail' }, yes],
  [
    'R-DELIV-07: the account is activated at any outlet of the issuing bank',
    {
      on: '2025-11-12',
      service: 'activate-finance',
      ...counter('102', false),
      card: newCard({ financial: 'not-activated' }),
    },
    yes,
  ],
  [
    'R-DELIV-07: not at another bank',
    {
      on: '2025-11-12',
      service: 'activate-finance',
      ...counter('105', false),
      card: newCard({ financial: 'not-activated' }),
    },
    no('NOT_ISSUING_BANK'),
  ],

  [
    'R-ENABLE-02: by the hotline without documents',
    { on: '2025-10-09', ...enabling, channel: 'hotline' },
    { ...yes, documents: [], conditions: ['caller-check'] },
  ],
  [
    'C-46: the hotline does not enable before 2025-10-09',
    { on: '2025-10-08', ...enabling, channel: 'hotline' },
    { ...no('SERVICE_NOT_AT_CHANNEL'), rules: ['R-HOTLINE-03'] },
  ],
  [
    'R-ENABLE-02: at a street outlet not without the card',
    { on: '2025-10-20', ...enabling, channel: 'street', documents: ['holder-id'] },
    { ...no('DOCUMENT_MISSING'), facts: { documents: 'card' } },
  ],
  [
    'R-ENABLE-02: with both',
    { on: '2025-10-20', ...enabling, channel: 'street', documents: ['holder-id', 'card'] },
    yes,
  ],
  ['R-ENABLE-02: at the issuing bank', { on: '2025-10-20', ...enabling, ...counter('102', true) }, yes],
  [
    'C-31: at any cooperating bank until 2025-10-08',
    { on: '2025-10-08', ...enabling, ...counter('104', true) },
    { ...yes, rules: ['R-CHAN-08', 'R-ENABLE-02'] },
  ],
  [
    'C-31: afterwards only at the issuing bank',
    { on: '2025-10-09', ...enabling, ...counter('104', true) },
    { ...no('NOT_ISSUING_BANK'), rules: ['R-ENABLE-02'] },
  ],
  [
    'R-ENABLE-02: whose bank it is has to be known where it decides',
    { on: '2025-10-20', ...enabling, channel: 'bank' },
    { ...no('FACT_MISSING'), facts: { fact: 'outlet.bank' } },
  ],
  ['R-ENABLE-03: at collection', { on: '2025-10-20', service: 'one-stop', ...counter('102', true), card: fresh }, yes],
  [
    'R-ENABLE-05: an agent with everything',
    {
      on: '2025-10-20',
      ...enabling,
      channel: 'street',
      actor: 'agent',
      documents: ['holder-id', 'agent-id', 'authorisation', 'card'],
    },
    yes,
  ],
  [
    'R-ENABLE-05: an agent without the authorisation',
    { on: '2025-10-20', ...enabling, channel: 'street', actor: 'agent', documents: ['holder-id', 'agent-id', 'card'] },
    { ...no('DOCUMENT_MISSING'), facts: { documents: 'authorisation' } },
  ],
  [
    'C-32: from afar only an agent who was recorded at an outlet',
    { on: '2025-10-20', ...enabling, actor: 'agent' },
    { ...yes, conditions: ['authorisation-recorded-at-outlet'] },
  ],
  [
    'R-ENABLE-01: a card is enabled once',
    { on: '2025-10-20', service: 'enable', card: newCard() },
    { ...no('WRONG_STATE'), facts: { state: 'enabled' } },
  ],
  [
    'R-ENABLE-01: an old card is not enabled here',
    { on: '2025-10-20', service: 'enable', card: oldCard },
    no('WRONG_STATE'),
  ],
  [
    'R-ENABLE-08: the account after the social-security function',
    { on: '2025-10-20', service: 'activate-finance', ...counter('102', true), card: fresh },
    { ...no('WRONG_STATE'), rules: ['R-ENABLE-08'] },
  ],
  [
    'R-ENABLE-08: together it is one stop',
    { on: '2025-10-20', service: 'one-stop', ...counter('102', true), card: fresh },
    yes,
  ],
  [
    'R-ENABLE-09: transit top-up after it',
    { on: '2025-10-20', service: 'top-up-transit', ...counter('102', true), card: fresh },
    { ...no('WRONG_STATE'), rules: ['R-ENABLE-09'] },
  ],

  [
    'R-PROXY-03: a child does not apply alone',
    { on: '2025-09-03', person: child },
    {
      ...no('ACTOR_NOT_ALLOWED'),
      instead: [{ step: 'by-guardian', documents: ['holder-id', 'guardian-id', 'guardianship-proof'] }],
    },
  ],
  [
    'R-PROXY-04: the guardian with both IDs and the proof',
    {
      on: '2025-09-03',
      person: child,
      actor: 'guardian',
      documents: ['holder-id', 'guardian-id', 'guardianship-proof'],
    },
    yes,
  ],
  [
    'R-PROXY-04: not without the proof',
    { on: '2025-09-03', person: child, actor: 'guardian', documents: ['holder-id', 'guardian-id'] },
    { ...no('DOCUMENT_MISSING'), facts: { documents: 'guardianship-proof' } },
  ],
  [
    'R-PROXY-04: nobody is guardian of an adult',
    { on: '2025-10-20', actor: 'guardian' },
    { ...no('ACTOR_NOT_ALLOWED'), rules: ['R-PROXY-04'] },
  ],
  [
    'R-PROXY-01: an agent does not apply',
    { on: '2025-10-20', actor: 'agent' },
    { ...no('ACTOR_NOT_ALLOWED'), rules: ['R-PROXY-01', 'R-PROXY-05'] },
  ],
  [
    'C-33: an agent changes the password',
    { on: '2025-10-20', service: 'change-password', channel: 'street', actor: 'agent' },
    yes,
  ],
  [
    'C-33: and does not reset it',
    { on: '2025-10-20', service: 'reset-password', channel: 'street', actor: 'agent' },
    no('ACTOR_NOT_ALLOWED'),
  ],
  [
    'C-12: until 2025-10-08 the ID is enough for a damaged card',
    {
      on: '2025-10-08',
      service: 'exchange-damaged',
      ...counter('102', true),
      card: newCard(),
      documents: ['holder-id'],
    },
    yes,
  ],
  [
    'C-12: from 2025-10-09 the card is asked for',
    {
      on: '2025-10-09',
      service: 'exchange-damaged',
      ...counter('102', true),
      card: newCard(),
      documents: ['holder-id'],
    },
    no('DOCUMENT_MISSING'),
  ],
  [
    'R-TRANSIT-05, C-19: suburban rail at any bank until 2025-10-08',
    { on: '2025-10-08', service: 'open-suburban-rail', ...counter('104', true), card: newCard() },
    { ...yes, documents: ['card'] },
  ],
  [
    'R-TRANSIT-04, C-19: then at the issuing bank',
    { on: '2025-10-09', service: 'open-suburban-rail', ...counter('104', true), card: newCard() },
    no('NOT_ISSUING_BANK'),
  ],
  [
    'the person who asks has to be known',
    { on: '2025-10-09', actor: undefined as never },
    { ...no('FACT_MISSING'), facts: { fact: 'actor' } },
  ],
  [
    'the card has to be known',
    { on: '2025-10-09', card: undefined as never },
    { ...no('FACT_MISSING'), facts: { fact: 'card' } },
  ],

  ['R-FEE-01: applying is free', { on: '2025-10-09' }, { ...yes, fee: free }],
  [
    'R-FEE-01: re-issue is free',
    { on: '2026-03-02', service: 'reissue', ...counter('102', true), card: newCard() },
    { ...yes, fee: free },
  ],
  [
    'R-FEE-01: exchange is free',
    { on: '2026-03-02', service: 'exchange-damaged', ...counter('102', true), card: newCard() },
    { ...yes, fee: free },
  ],
  ['R-FEE-02: mail is free', { on: '2025-10-09', delivery: 'mail' }, { ...yes, fee: free }],
  [
    'R-PARK-01: the park ticket costs 100 yuan',
    { on: '2026-01-10', service: 'buy-park-ticket', ...counter('102', true), card: newCard() },
    { ...yes, fee: { amount: '100.00', currency: 'CNY' } },
  ],
  [
    'R-PARK-02: outside the sale period it is not sold',
    { on: '2026-02-02', service: 'buy-park-ticket', ...counter('102', true), card: newCard() },
    { ...no('NOT_YET_OPEN'), facts: { from: '2026-12-15' } },
  ],
] satisfies readonly Row[]);

test('R-PROD-06: no limit counts the time in the mail: mail and outlet are due on the same day', () => {
  for (const asked of [{ on: '2025-10-09' }, { on: '2026-03-02', ...counter('104', false) }] as const) {
    const [mail, outlet] = [decide({ ...asked, delivery: 'mail' }), decide({ ...asked, delivery: 'outlet' })];
    assert.ok(mail.permitted && outlet.permitted);
    assert.equal(mail.dueOn, outlet.dueOn);
  }
});

test('R-PROD-10: the original channel takes four working days, and 20 yuan (R-FEE-04)', () => {
  const verdict = decide({ on: '2025-11-03', service: 'reissue-old' });
  assert.ok(
    advises(verdict, { step: 'original-channel', dueOn: '2025-11-07', fee: { amount: '20.00', currency: 'CNY' } }),
  );
});

test('R-FEE-04: from 2026 there is no such product', () => {
  const verdict = decide({ on: '2026-01-05', service: 'reissue-old' });
  assert.ok(
    !verdict.permitted &&
      verdict.code === 'OLD_CARD_ISSUING_STOPPED' &&
      verdict.instead.every((each) => each.fee?.amount !== '20.00'),
  );
});

test('R-FEE-03: no fee row names the bureau as payee, and every fee of generation 3 is zero', () => {
  for (const row of snapshot.rows.fees) {
    assert.ok(['none', 'bank', 'original-channel', 'park'].includes(row.payee));
    if (row.id === 'fee-generation-3') assert.equal(row.amount, '0.00');
  }
});

test('R-REISSUE-02: without the damaged card the answer is loss and re-issue', () => {
  const verdict = decide({
    on: '2026-03-02',
    service: 'exchange-damaged',
    ...counter('102', true),
    card: newCard(),
    documents: ['holder-id'],
  });
  assert.ok(advises(verdict, { service: 'reissue', channel: 'bank' }));
});

test('R-LOSS-16: a release that is refused because of a re-issue names 96066', () => {
  const asked = {
    on: '2026-03-02',
    service: 'release-temporary-loss',
    ...counter('102', true),
    card: newCard({ socialSecurity: 'temporarily-lost', reissueRequested: true }),
  } as const;
  const verdict = decide(asked);
  assert.ok(!verdict.permitted && verdict.code === 'REISSUE_REQUESTED');
  assert.match(messageOf(verdict, { snapshot, question: question(asked), language: 'zh' }), /96066/);
});

test('G-04: our calendar agrees with the published one for every day of the years it covers', () => {
  for (const { year } of snapshot.calendar.years) {
    for (let date = day(`${year}-01-01`); date.year === year; date = date.add({ days: 1 })) {
      assert.equal(
        snapshot.calendar.isWorkday(date.toString()),
        chineseDays.isWorkday(date.toString()),
        date.toString(),
      );
    }
  }
});

test('G-37: outside those years the calendar does not answer', () => {
  assert.equal(snapshot.calendar.isWorkday('2027-01-04'), undefined);
  assert.equal(snapshot.calendar.addWorkdays('2026-12-30', 4), undefined);
  assert.equal(snapshot.calendar.addWorkdays('2026-12-30', 1), '2026-12-31');
});

test('R-OLD-04: on the way to a new card nobody is asked to hand in the old one', () => {
  const steps = [
    decide({ on: '2025-10-20', delivery: 'outlet' }),
    decide({ on: '2025-11-05', service: 'collect', ...counter('102', false), card: fresh }),
    decide({ on: '2025-11-05', ...enabling }),
    decide({ on: '2026-02-02', service: 'change-bank-old', ...counter('308', true), bank: '308' }),
  ];
  for (const step of steps) assert.ok(step.permitted && !step.conditions.includes('card-is-collected'));
  const left = decide({ on: '2026-02-02', service: 'change-bank-cancel', ...counter('102', true), card: newCard() });
  assert.ok(left.permitted && left.conditions.includes('card-is-collected'));
});
