// What takes the place of a lost or damaged card: the old one again by its original channel until the end of 2025, the new one ever after.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advises, decide, newCard, no, oldCard, person, table, yes } from '../../test/support/questions.ts';

const counter = (bank: string, instant: boolean) => ({ channel: 'bank', outlet: { bank, instant } }) as const;
const shown = { documents: ['holder-id', 'card'] } as const;
const lost = newCard({ socialSecurity: 'formally-lost' });
const atCounter = { ...counter('102', true), ...shown };
const third = { ...yes, product: 'generation-3' };
const sentAway = { ...no('ORIGINAL_CHANNEL') };
const stopped = { ...no('OLD_CARD_ISSUING_STOPPED') };

table([
  [
    'R-REISSUE-07: new for new, on the first day',
    { on: '2024-10-30', service: 'reissue', card: lost, ...atCounter },
    third,
  ],
  [
    'R-REISSUE-07: and on the last',
    { on: '2025-12-31', service: 'exchange-damaged', card: newCard(), ...atCounter },
    third,
  ],
  [
    'R-REISSUE-07: old for old: no new card for a lost old one',
    { on: '2024-10-30', service: 'reissue', ...atCounter },
    sentAway,
  ],
  ['R-REISSUE-07: nor for a damaged one', { on: '2025-12-31', service: 'exchange-damaged', ...atCounter }, sentAway],
  [
    'R-REISSUE-07: no old card for who has a new one',
    { on: '2025-11-03', service: 'reissue-old', card: newCard(), ...atCounter },
    {
      ...no('WRONG_STATE'),
      rules: ['R-REISSUE-15', 'R-REISSUE-07'],
      instead: [{ service: 'reissue', channel: 'bank', outlet: { bank: '102' } }],
    },
  ],
  ['R-REISSUE-09: an old card by its original channel', { on: '2024-10-30', service: 'reissue-old' }, sentAway],
  ['R-REISSUE-09: to the last day of 2025', { on: '2025-12-31', service: 'reissue-old' }, sentAway],
  [
    'R-REISSUE-09, G-02: not while the new card is on its way',
    { on: '2025-11-03', service: 'reissue-old', person: person('retiree', { runningApplication: true }) },
    no('RUNNING_APPLICATION'),
  ],
  [
    'R-REISSUE-09, G-02: nor is such a one sent to the original channel',
    { on: '2025-11-03', service: 'reissue', person: person('retiree', { runningApplication: true }), ...atCounter },
    no('RUNNING_APPLICATION'),
  ],
  [
    'R-REISSUE-01: not the day before',
    { on: '2024-10-29', service: 'reissue', card: lost, ...atCounter },
    no('NOT_YET_OPEN'),
  ],
  [
    'R-REISSUE-01: a damaged card with the ID alone, made on the spot',
    {
      on: '2025-03-03',
      service: 'exchange-damaged',
      card: newCard(),
      ...counter('102', true),
      documents: ['holder-id'],
    },
    { ...third, dueOn: '2025-03-03', fee: { amount: '0.00', currency: 'CNY' } },
  ],
  [
    'R-REISSUE-03: at another outlet of the bank it is ordered, and told where it is faster',
    { on: '2025-03-03', service: 'exchange-damaged', card: newCard(), ...counter('102', false), ...shown },
    { ...third, dueOn: '2025-03-07', conditions: ['instant-outlet-is-faster', 'choose-delivery'] },
  ],
  [
    'R-REISSUE-02: the damaged card too, from its day on',
    {
      on: '2025-10-09',
      service: 'exchange-damaged',
      card: newCard(),
      ...counter('102', true),
      documents: ['holder-id'],
    },
    no('DOCUMENT_MISSING'),
  ],
  [
    'R-REISSUE-12: a lost card cannot be brought, and is not asked for',
    { on: '2026-03-02', service: 'reissue', card: lost, ...counter('102', true), documents: ['holder-id'] },
    third,
  ],
  ['R-REISSUE-14: from 2026 no old card', { on: '2026-01-01', service: 'reissue-old' }, stopped],
  ['R-REISSUE-14: a lost old one neither', { on: '2026-01-01', service: 'reissue', ...atCounter }, stopped],
  ['R-REISSUE-14: a damaged old one neither', { on: '2026-01-01', service: 'exchange-damaged', ...atCounter }, stopped],
  [
    'R-REISSUE-14: a re-issue gives the third',
    { on: '2026-01-01', service: 'reissue', card: lost, ...atCounter },
    third,
  ],
  [
    'R-REISSUE-14: an exchange gives the third',
    { on: '2026-01-01', service: 'exchange-damaged', card: newCard(), ...atCounter },
    third,
  ],
]);

test('R-REISSUE-14, R-ELIG-19: who has an old card from 2026 on applies for the third', () => {
  for (const service of ['reissue', 'exchange-damaged', 'reissue-old'] as const)
    assert.ok(advises(decide({ on: '2026-01-01', service, ...atCounter }), { service: 'apply' }), service);
});

test('R-REISSUE-15: once there was a third-generation card no way leads back, whatever became of it', () => {
  for (const socialSecurity of ['not-enabled', 'enabled', 'formally-lost', 'replaced', 'cancelled'] as const)
    for (const on of ['2024-10-30', '2025-12-31', '2026-01-01']) {
      const verdict = decide({ on, service: 'reissue-old', card: newCard({ socialSecurity }) });
      assert.ok(!verdict.permitted && verdict.code !== 'ORIGINAL_CHANNEL', `${socialSecurity} on ${on}`);
      assert.ok(!advises(verdict, { step: 'original-channel' }), `${socialSecurity} on ${on}`);
    }
  const gone = decide({ on: '2025-11-03', service: 'reissue-old', card: newCard({ socialSecurity: 'cancelled' }) });
  assert.ok(advises(gone, { service: 'apply', channel: 'minsheng' }), 'who has none any more applies anew');
});

test('R-REISSUE-16: who is out of scope has the original channel and is not told to apply', () => {
  const verdict = decide({
    on: '2025-11-03',
    service: 'reissue-old',
    person: person('military-retiree'),
    card: oldCard,
  });
  assert.ok(advises(verdict, { step: 'original-channel' }));
  assert.ok(!advises(verdict, { service: 'apply' }));
});
