// Nobody is sent in vain: what a refusal advises is open to the person and the card, or says from when or what first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  day,
  decide,
  newCard,
  no,
  oldCard,
  person,
  question,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { admit } from './admit.ts';
import { messageOf } from './explain.ts';
import { services } from './question.ts';

const on = '2026-03-02';
const found = newCard({ socialSecurity: 'temporarily-lost', financial: 'suspended' });
const wait = { step: 'wait-15-days' };
const early = { on: '2025-03-03', channel: 'bank', outlet: { bank: '104', instant: true } } as const;
const aboutThemselves = [
  'query-status',
  'query-progress',
  'change-password',
  'reset-password',
  'change-contact',
] as const;

table([
  [
    'R-LOSS-13: online a found card is not released: its bank, or waiting 15 days',
    { on, service: 'release-temporary-loss', card: found },
    { ...no('SERVICE_NOT_AT_CHANNEL'), instead: [{ channel: 'bank', outlet: { bank: '102' } }, wait] },
  ],
  [
    'R-LOSS-06, R-LOSS-10: nor at a street outlet',
    { on, service: 'release-temporary-loss', channel: 'street', card: found },
    { rules: ['R-LOSS-10'], instead: [{ channel: 'bank', outlet: { bank: '102' } }, wait] },
  ],
  [
    'R-LOSS-15: nobody waits for the end of a loss once a new card was asked for',
    { on, service: 'release-temporary-loss', card: { ...found, reissueRequested: true } },
    {
      instead: [
        { service: 'query-progress', channel: 'minsheng' },
        { step: 'call-96066', channel: 'hotline' },
      ],
    },
  ],
  [
    'R-LOSS-06: who has lost nothing is not sent to the bank to have it released',
    { on, service: 'release-temporary-loss', card: newCard() },
    { ...no('SERVICE_NOT_AT_CHANNEL'), instead: [{ service: 'query-status', channel: 'minsheng' }] },
  ],
  [
    'R-CANCEL-07: nor to the bank for an account whose card is in use',
    { on, service: 'cancel-finance', channel: 'street', card: newCard() },
    {
      ...no('SERVICE_NOT_AT_CHANNEL'),
      instead: [
        { service: 'cancel', channel: 'bank' },
        { service: 'cancel', channel: 'street' },
      ],
    },
  ],
  ...aboutThemselves.flatMap((service) => [
    [
      `R-CHAN-09: until their batch opens a bank’s counter does not serve old cards (${service})`,
      { ...early, service },
      {
        ...no('SERVICE_NOT_AT_CHANNEL'),
        rules: ['R-CHAN-09'],
        instead: [{ channel: 'minsheng' }, { channel: 'district' }, { channel: 'street' }],
      },
    ] as const,
    [`C-48: then it does (${service})`, { ...early, on: '2025-10-09', service }, yes] as const,
    [`R-CHAN-09: what is not known keeps nobody away (${service})`, { ...early, service, person: {} }, yes] as const,
    [
      `R-CHAN-09: a third-generation card is served in any case (${service})`,
      { ...early, service, card: newCard() },
      yes,
    ] as const,
  ]),
]);

table([
  [
    'R-LOSS-08: without the damaged card it is made again at its own bank, not at any',
    {
      on,
      service: 'exchange-damaged',
      channel: 'bank',
      outlet: { bank: '102', instant: true },
      card: newCard(),
      documents: ['holder-id'],
    },
    {
      ...no('DOCUMENT_MISSING'),
      instead: [{ documents: ['card'] }, { service: 'reissue', channel: 'bank', outlet: { bank: '102' } }],
    },
  ],
  [
    'R-CHANGEBANK-06: nor is the next change begun at any bank',
    {
      on,
      service: 'change-bank-cancel',
      channel: 'bank',
      outlet: { bank: '102', instant: true },
      card: newCard(),
      person: person('flexible', { lastBankChangeOn: day('2026-01-01') }),
    },
    { instead: [{ from: '2026-07-01', service: 'change-bank-cancel', channel: 'bank', outlet: { bank: '102' } }] },
  ],
  [
    'R-INFO-01: contact data are changed by their own rule',
    { on, service: 'change-contact', channel: 'street', documents: [] },
    { ...no('DOCUMENT_MISSING'), rules: ['R-INFO-01'] },
  ],
  [
    'R-HOTLINE-01: a question is no report of fraud',
    { on, service: 'consult', channel: 'hotline' },
    { rules: ['R-HOTLINE-01'] },
  ],
  [
    'R-GROUP-04: a group is the clerk’s to open',
    { on, service: 'open-group', channel: 'website' },
    { rules: ['R-GROUP-04'] },
  ],
]);

test('R-LOSS-13: the text says both: the bank, and that it ends by itself', () => {
  const asked = { on, service: 'release-temporary-loss', card: found } as const;
  const text = messageOf(decide(asked), { snapshot, question: question(asked), language: 'zh' });
  assert.match(text, /工商银行网点.*满 15 天自动解挂/);
});

const states = ['not-enabled', 'enabled', 'temporarily-lost', 'formally-lost', 'replaced', 'cancelled'] as const;
const cards = [null, oldCard, ...states.map((socialSecurity) => newCard({ socialSecurity }))];
const reasons: Readonly<Record<string, 'settled-abroad' | 'name' | 'damaged'>> = {
  cancel: 'settled-abroad',
  'exchange-changed': 'name',
  'exchange-damaged': 'damaged',
};
const places = [
  { channel: 'minsheng' },
  { channel: 'street' },
  { channel: 'hotline' },
  { channel: 'bank', outlet: { bank: '102', instant: true } },
  { channel: 'bank', outlet: { bank: '104', instant: true } },
] as const;

test('what is advised at another place is not refused there for the card or the place', () => {
  const inVain = new Set(['WRONG_STATE', 'SERVICE_NOT_AT_CHANNEL', 'NOT_ISSUING_BANK', 'CANCEL_SOCIAL_SECURITY_FIRST']);
  for (const date of ['2025-10-08', '2025-12-31', on])
    for (const service of services)
      for (const card of cards)
        for (const place of places) {
          const asked = question({
            on: date,
            service,
            card,
            ...place,
            bank: '102',
            reason: reasons[service] ?? null,
            payment: 'cash',
            person: person('flexible', { upstreamSettled: true }),
          });
          const verdict = admit(snapshot, asked);
          if (verdict.permitted) continue;
          for (const each of verdict.instead) {
            if (!each.channel || each.step || each.from) continue;
            const other = services.find((one) => one === (each.service ?? service)) ?? service;
            const { outlet: _outlet, ...facts } = asked;
            const there =
              each.channel === 'bank'
                ? { outlet: { bank: each.outlet?.bank ?? card?.bank ?? '102', instant: true } }
                : {};
            const answer = admit(snapshot, {
              ...facts,
              ...there,
              service: other,
              channel: each.channel,
              reason: reasons[other] ?? null,
            });
            if (answer.permitted) continue;
            assert.ok(
              !inVain.has(answer.code),
              `${date} ${service} ${JSON.stringify(place)} ${card?.socialSecurity}: ${JSON.stringify(each)} ${answer.code}`,
            );
          }
        }
});
