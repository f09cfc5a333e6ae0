// What ends or changes for a reason: reasons, accounts that have ended, old cards, and what is brought instead.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advises, decide, newCard, no, oldCard, person, type Row, table, yes } from '../../test/support/questions.ts';

const on = '2026-03-02';
const counter = { channel: 'bank', outlet: { bank: '102', instant: true } } as const;
const settled = person('flexible', { upstreamSettled: true });
const cancelled = (financial: 'active' | 'cancelled') => newCard({ socialSecurity: 'cancelled', financial });
const early = '2025-10-08';
const child = person('minor');
const asChild = { actor: 'guardian', person: child, card: newCard(), ...counter } as const;
const withoutCard = ['holder-id', 'guardian-id', 'guardianship-proof'] as const;

const reasonRow = (
  service: 'cancel' | 'exchange-changed',
  reason: 'damaged' | 'name' | 'death',
  other: string,
): Row => [
  `${service === 'cancel' ? 'R-CANCEL-01' : 'R-REISSUE-05'}: ${reason} is no reason for ${service}`,
  { on, service, reason, card: newCard(), person: settled, ...counter },
  {
    ...no('REASON_NOT_ACCEPTED'),
    instead: [{ service: other, channel: 'bank', ...(other === 'cancel' ? {} : { outlet: { bank: '102' } }) }],
  },
];

table([
  reasonRow('cancel', 'damaged', 'exchange-damaged'),
  reasonRow('cancel', 'name', 'exchange-changed'),
  reasonRow('exchange-changed', 'damaged', 'exchange-damaged'),
  reasonRow('exchange-changed', 'death', 'cancel'),
  [
    'R-CANCEL-04: an account is not cancelled twice',
    { on, service: 'cancel-finance', card: cancelled('cancelled'), ...counter },
    { ...no('WRONG_STATE'), facts: { state: 'cancelled' } },
  ],
  [
    'R-CANCEL-07: after the social-security function',
    { on, service: 'cancel-finance', card: cancelled('active'), ...counter },
    yes,
  ],
  [
    'R-CANCEL-07, 3.3-a: the account of a replaced card is its bank’s, and nothing is left to cancel first',
    { on, service: 'cancel-finance', card: newCard({ socialSecurity: 'replaced' }), ...counter },
    {
      ...no('WRONG_STATE'),
      instead: [
        { service: 'query-status', channel: 'minsheng' },
        { step: 'call-96066', channel: 'hotline' },
      ],
    },
  ],
  ...(['2025-11-03', on] as const).map(
    (day): Row => [
      `R-OLD-06, G-33: who wants an old card ended is not told to apply for another (${day})`,
      {
        on: day,
        service: 'cancel',
        reason: 'death',
        actor: 'agent',
        card: oldCard,
        person: settled,
        channel: 'street',
      },
      { ...no('WRONG_STATE'), instead: [{ step: 'call-96066', channel: 'hotline' }] },
    ],
  ),
  ...(['replaced', 'cancelled'] as const).map(
    (socialSecurity): Row => [
      `R-TRANSIT-10: the balance of a lost card is not paid back when it is ${socialSecurity} either`,
      {
        on,
        service: 'refund-transit',
        reason: 'damaged',
        card: newCard({ socialSecurity, reissueRequested: true }),
        ...counter,
      },
      { ...no('WRONG_STATE'), rules: ['R-TRANSIT-10'] },
    ],
  ),
  [
    'C-51: until 2025-10-08 a guardian exchanges a damaged card without the card too',
    { on: early, service: 'exchange-damaged', reason: 'damaged', documents: withoutCard, ...asChild },
    yes,
  ],
  [
    'C-51, C-12: and with it from 2025-10-09 on',
    { on: '2025-10-09', service: 'exchange-damaged', reason: 'damaged', documents: withoutCard, ...asChild },
    no('DOCUMENT_MISSING'),
  ],
  [
    'C-52: until 2025-10-08 a guardian opens suburban rail with the card',
    { on: early, service: 'open-suburban-rail', documents: ['card'], ...asChild },
    yes,
  ],
  [
    'C-52: with IDs and proof from 2025-10-09 on',
    { on: '2025-10-09', service: 'open-suburban-rail', documents: ['card'], ...asChild },
    no('DOCUMENT_MISSING'),
  ],
  [
    'R-PROXY-02: the principal’s social card does as well as the ID',
    {
      on,
      service: 'change-password',
      actor: 'agent',
      card: newCard(),
      channel: 'street',
      documents: ['card', 'agent-id', 'authorisation'],
    },
    { ...yes, documents: ['card', 'agent-id', 'authorisation'] },
  ],
  [
    'R-PROXY-02, R-ENABLE-02: but the card that is to be enabled proves nobody',
    {
      on,
      service: 'enable',
      actor: 'agent',
      card: newCard({ socialSecurity: 'not-enabled', financial: 'not-activated' }),
      channel: 'street',
      documents: ['card', 'agent-id', 'authorisation'],
    },
    no('DOCUMENT_MISSING'),
  ],
]);

test('R-CHANGEBANK-04: who has no card to hand back is told to have the lost one made again', () => {
  const verdict = decide({
    on,
    service: 'change-bank-cancel',
    card: newCard(),
    person: person('flexible'),
    ...counter,
    documents: ['holder-id'],
  });
  assert.ok(advises(verdict, { service: 'reissue', channel: 'bank' }), JSON.stringify(verdict));
});
