// Tables: which channel does what (area CHAN, and the matrix as far as channels decide).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advises,
  decide,
  employer,
  newCard,
  no,
  oldCard,
  person,
  type Row,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { onlineChannels, type Service, services } from './question.ts';

const bank = (code: string, instant = true) =>
  ({ channel: 'bank', outlet: { kind: 'bank', bank: code, instant } }) as const;
/** Suitable states of a card for a service, so that only the channel decides. */
const cardFor = (service: Service) => {
  if (service === 'enable' || service === 'collect')
    return newCard({ socialSecurity: 'not-enabled', financial: 'not-activated' });
  if (service === 'activate-finance') return newCard({ financial: 'not-activated' });
  if (service === 'release-temporary-loss') return newCard({ socialSecurity: 'temporarily-lost' });
  if (service === 'release-formal-loss' || service === 'release-finance')
    return newCard({ socialSecurity: 'formally-lost', financial: 'formally-lost' });
  if (service === 'cancel-finance') return newCard({ socialSecurity: 'cancelled' });
  return service === 'apply' || service === 'reissue-old' ? oldCard : newCard();
};
const asked = (service: Service, on: string) =>
  ({
    service,
    on,
    card: cardFor(service),
    reason: service === 'exchange-changed' ? 'name' : 'settled-abroad',
    person: person('retiree', { upstreamSettled: true }),
  }) as const;

table([
  ...onlineChannels.map(
    (channel): Row => [`R-CHAN-01: ${channel} is an online channel`, { on: '2025-10-09', channel }, yes],
  ),
  [
    'R-CHAN-01: a bank app is no channel',
    { on: '2025-10-09', channel: 'bank-app' },
    { ...no('UNKNOWN_CHANNEL'), rules: ['R-CHAN-01', 'R-CHAN-06'] },
  ],
  ['R-CHAN-01: 北京人社APP is no channel (C-28)', { on: '2025-10-09', channel: 'renshe-app' }, no('UNKNOWN_CHANNEL')],
  [
    'R-CHAN-03: online in the centralized phase',
    { on: '2025-09-01', channel: 'jingtong', person: person('flexible') },
    yes,
  ],
  [
    'R-CHAN-04: a street outlet in the centralized phase',
    { on: '2025-09-01', channel: 'street', person: person('flexible') },
    { ...no('OFFLINE_CLOSED'), rules: ['R-CHAN-04'] },
  ],
  [
    'R-CHAN-04: a district outlet on the last day of it',
    { on: '2025-12-31', channel: 'district' },
    no('OFFLINE_CLOSED'),
  ],
  ['R-CHAN-04: a bank outlet on the last day of it', { on: '2025-12-31', ...bank('102', false) }, no('OFFLINE_CLOSED')],
  [
    'R-CHAN-05: a street outlet from 2026-01-01',
    { on: '2026-01-01', channel: 'street' },
    { ...yes, dueOn: '2026-01-31' },
  ],
  ['R-CHAN-05: a district outlet from 2026-01-01', { on: '2026-01-01', channel: 'district' }, yes],
  ['R-CHAN-05: a bank outlet from 2026-01-01', { on: '2026-01-01', ...bank('104', false) }, yes],
  ['R-CHAN-05: online stays', { on: '2026-01-01', channel: 'website' }, yes],
  [
    'R-CHAN-09: out of scope, a bank outlet sends an old card to its original channel',
    { on: '2025-03-03', service: 'reissue', ...bank('102') },
    { ...no('ORIGINAL_CHANNEL'), rules: ['R-CHAN-09', 'R-REISSUE-09', 'R-REISSUE-16', 'R-FEE-04'] },
  ],
  [
    'R-CHAN-09: also at another bank than that of the old card',
    { on: '2025-03-03', service: 'exchange-damaged', ...bank('104') },
    no('ORIGINAL_CHANNEL'),
  ],
  [
    'R-CHAN-13: financial activation is not done online',
    {
      on: '2025-10-09',
      service: 'activate-finance',
      channel: 'website',
      card: newCard({ financial: 'not-activated' }),
    },
    no('IN_PERSON_REQUIRED'),
  ],
  [
    'R-CHAN-13: cards are not made online on the spot',
    { on: '2026-02-02', service: 'issue-instantly', channel: 'website' },
    no('IN_PERSON_REQUIRED'),
  ],
  [
    'R-CHAN-14: transit top-up online is another system',
    { on: '2025-11-03', service: 'top-up-transit', channel: 'jingtong', card: newCard() },
    no('EXTERNAL_SERVICE'),
  ],
  [
    'R-CHAN-14: park ticket online is another system',
    { on: '2025-12-20', service: 'buy-park-ticket', channel: 'jingtong', card: newCard() },
    no('EXTERNAL_SERVICE'),
  ],
  [
    'R-CHAN-17: one stop at the issuing bank',
    { on: '2026-03-02', service: 'one-stop', ...bank('102'), card: newCard({ socialSecurity: 'not-enabled' }) },
    { ...yes, documents: ['holder-id', 'card'] },
  ],
  [
    'R-CHAN-17: not at another bank',
    { on: '2026-03-02', service: 'one-stop', ...bank('104'), card: newCard() },
    no('NOT_ISSUING_BANK'),
  ],
  [
    'R-CHAN-17: not at a street outlet',
    { on: '2026-03-02', service: 'one-stop', channel: 'street', card: newCard() },
    no('SERVICE_NOT_AT_CHANNEL'),
  ],
  [
    'R-CHAN-18: what is uploaded is the ID',
    { on: '2025-10-09', documents: [] },
    { ...no('DOCUMENT_MISSING'), facts: { documents: 'holder-id' } },
  ],
  [
    'R-CHAN-19: a valid ID at the counter',
    { on: '2026-01-12', channel: 'street', documents: [] },
    no('DOCUMENT_MISSING'),
  ],
  [
    'R-CHAN-19: with the ID it is accepted',
    { on: '2026-01-12', channel: 'street', documents: ['holder-id'] },
    { ...yes, documents: ['holder-id'] },
  ],
  [
    'R-CHAN-16: no plate, no card on the spot',
    { on: '2026-02-02', service: 'issue-instantly', ...bank('102', false), card: newCard() },
    no('OUTLET_NOT_INSTANT'),
  ],
  [
    'R-HOTLINE-03: 96066 does not take the application but helps',
    { on: '2025-10-20', channel: 'hotline' },
    { ...no('SERVICE_NOT_AT_CHANNEL'), rules: ['R-HOTLINE-03'] },
  ],
  [
    'R-ELDER-04: at the door from 2025-10-09',
    { on: '2025-10-22', channel: 'door', actor: 'helper' },
    { ...yes, conditions: ['holder-present', 'choose-delivery'], dueOn: '2025-11-21' },
  ],
  [
    'R-ELDER-02: a helper has no hands online',
    { on: '2025-10-22', channel: 'minsheng', actor: 'helper' },
    no('ACTOR_NOT_ALLOWED'),
  ],
]);

const answerAt = (service: Service, channel: string): string => {
  const verdict = decide({ ...asked(service, '2025-11-03'), channel });
  assert.ok(verdict.permitted || verdict.instead.length > 0);
  return verdict.permitted ? 'open' : verdict.code;
};
const answers = (channel: string, list: readonly Service[]) =>
  Object.fromEntries(list.map((service) => [service, answerAt(service, channel)]));
const all = (list: readonly Service[], answer: string) => Object.fromEntries(list.map((service) => [service, answer]));

const atDistrict: readonly Service[] = [
  'enable',
  'report-temporary-loss',
  'report-formal-loss',
  'release-formal-loss',
  'cancel',
  'change-password',
  'reset-password',
  'query-status',
  'change-contact',
];
for (const channel of ['district', 'street']) {
  test('R-CHAN-07: district and street outlets offer what the manual lists', () =>
    assert.deepEqual(answers(channel, atDistrict), all(atDistrict, 'open')));
}

test('R-CHAN-07: of releases only that of formal loss, and not the phone known to the bank', () => {
  const not: readonly Service[] = ['release-temporary-loss', 'change-bank-phone'];
  assert.deepEqual(answers('district', not), all(not, 'SERVICE_NOT_AT_CHANNEL'));
});

test('R-CHAN-12: district and street outlets touch neither account, transit, park nor replacement', () => {
  const not: readonly Service[] = [
    'report-formal-loss-finance',
    'release-finance',
    'cancel-finance',
    'top-up-transit',
    'buy-park-ticket',
    'reissue',
    'exchange-damaged',
    'exchange-changed',
    'activate-finance',
  ];
  assert.deepEqual(answers('street', not), all(not, 'SERVICE_NOT_AT_CHANNEL'));
});

test('R-CHAN-10: online channels offer what the manual lists', () => {
  const listed: readonly Service[] = [
    'enable',
    'report-temporary-loss',
    'change-password',
    'reset-password',
    'query-status',
    'change-contact',
  ];
  for (const channel of onlineChannels) assert.deepEqual(answers(channel, listed), all(listed, 'open'));
});

test('R-CHAN-10: formal loss, release, cancellation and collection are not on that list', () => {
  const not: readonly Service[] = [
    'release-temporary-loss',
    'report-formal-loss',
    'release-formal-loss',
    'cancel',
    'cancel-finance',
    'change-bank-phone',
    'collect',
    'change-bank-cancel',
  ];
  for (const channel of onlineChannels) assert.deepEqual(answers(channel, not), all(not, 'SERVICE_NOT_AT_CHANNEL'));
});

test('R-CHAN-08: a bank outlet of the issuing bank offers every card service from 2026 on', () => {
  const elsewhere: readonly Service[] = [
    'open-group',
    'confirm-group',
    'reissue-old',
    'change-pension-account',
    'report-fraud',
    'release-finance',
    'refund-transit',
    'change-bank-old',
    'change-bank-apply',
    'buy-park-ticket',
  ];
  for (const service of services.filter((one) => !elsewhere.includes(one))) {
    const verdict = decide({ ...asked(service, '2026-03-02'), ...bank('102') });
    assert.equal(verdict.permitted, true, `${service} ${JSON.stringify(verdict)}`);
  }
});

test('R-CHAN-11: everything but what belongs to employers and to others is at the instant outlet in the regular phase', () => {
  const park = decide({ ...asked('buy-park-ticket', '2026-01-10'), ...bank('102') });
  assert.equal(park.permitted, true);
  const change = decide({ on: '2026-03-02', service: 'change-bank-old', ...bank('308'), bank: '308' });
  assert.equal(change.permitted, true);
});

test('R-CHAN-02: offline channels are district, street and bank outlets', () => {
  const offline = snapshot.rows.channels.filter((row) => row.rules.includes('R-CHAN-02')).map((row) => row.channel);
  assert.deepEqual(offline, ['district', 'street', 'bank']);
});

test('R-CHAN-06: a row that opens a service at a channel later is closed the day before and open on the day', async () => {
  const { makeSnapshot } = await import('./snapshot.ts');
  const { admit } = await import('./admit.ts');
  const { question } = await import('../../test/support/questions.ts');
  const added = {
    id: 'offer-added',
    service: 'query-status' as const,
    places: ['door' as const],
    from: '2026-07-01',
    answer: 'open' as const,
    rules: ['R-CHAN-06'],
    supersedes: ['offer-query-status-3'],
  };
  const who = {
    id: 'who-added',
    services: ['query-status' as const],
    actors: ['holder' as const],
    places: ['door' as const],
    documents: [],
    from: '2026-07-01',
    rules: ['R-CHAN-06'],
  };
  const later = makeSnapshot(2, {
    ...snapshot.rows,
    offers: [...snapshot.rows.offers, added],
    who: [...snapshot.rows.who, who],
  });
  const at = (on: string) => admit(later, question({ on, service: 'query-status', channel: 'door' }));
  assert.equal(at('2026-06-30').permitted, false);
  assert.ok(advises(at('2026-06-30'), { from: '2026-07-01', channel: 'door' }));
  assert.equal(at('2026-07-01').permitted, true);
});

test('R-CHAN-04: who is not in an open batch is told when online opens, not to go there today', () => {
  const verdict = decide({ on: '2025-09-01', channel: 'street' });
  assert.ok(advises(verdict, { from: '2025-10-09', channel: 'minsheng' }));
  assert.ok(advises(verdict, { from: '2026-01-01', channel: 'street' }));
  assert.ok(!verdict.permitted && verdict.instead.every((one) => one.channel !== 'minsheng' || one.from !== undefined));
});

test('R-CHAN-09: people in scope are offered generation 3 beside the original channel (R-REISSUE-08)', () => {
  const inScope = decide({ on: '2025-11-03', service: 'reissue-old', channel: 'bank' });
  assert.ok(advises(inScope, { service: 'apply', channel: 'minsheng', dueOn: '2025-12-03' }));
  const outOfScope = decide({ on: '2025-03-03', service: 'reissue-old', channel: 'bank' });
  assert.ok(advises(outOfScope, { service: 'apply', from: '2025-10-09' }));
});

test('R-GROUP-04: a group is opened on the bureau website and nowhere else', () => {
  const open = (channel: string, on = '2024-10-30') =>
    decide({ on, service: 'open-group', channel, actor: 'clerk', person: { employer: employer('110117') } });
  assert.equal(open('website').permitted, true);
  for (const channel of ['jingtong', 'minsheng', 'street', 'bank']) assert.equal(open(channel).permitted, false);
  const eve = open('website', '2024-10-29');
  assert.equal(eve.permitted ? '' : eve.code, 'NOT_YET_OPEN');
});
