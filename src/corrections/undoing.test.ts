// What undoing puts back, row by row from made-up pasts: what counts as built upon, what has taken its place, what the bank is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationId, CardId } from '../base/ids.ts';
import { newId } from '../base/ids.ts';
import { type CardNow, type Past, type PastEvent, undoingOf } from './undoing.ts';

const [one, other] = [newId<CardId>(), newId<CardId>()];
const application = newId<ApplicationId>();

/** Each an event of a command of its own, unless it says of which. */
const event = (action: string, facts: PastEvent['facts'] = {}, more: Partial<PastEvent> = {}): PastEvent => ({
  ...{ action, facts, seq: 0, command: '', rules: [], subject: `card:${one}` },
  ...more,
});
const pastOf = (events: readonly PastEvent[], changes: Partial<Past> = {}): Past => ({
  events: events.map((each, index) => ({ ...each, seq: index + 1, command: each.command || `command-${index}` })),
  cards: [cardNow({})],
  applications: [],
  ...changes,
});
const cardNow = (changes: Partial<CardNow>): CardNow => ({
  ...{ cardId: one, bank: '102', socialSecurity: 'cancelled', financial: 'active', openAsk: null },
  ...changes,
});
const cancelled = event('cancel-card', { from: 'enabled', to: 'cancelled' });
const asks = (kind: string, card = one) => event('ask-bank', { kind, card }, { subject: `bank-request:${kind}` });
const ofOther = { subject: `card:${other}` };

const since: Readonly<Record<string, readonly [PastEvent, string]>> = {
  'rides the operator settles later': [event('settle-rides'), 'ok'],
  'what the bank does with the account by its own rules': [event('suspend-account', { financial: 'suspended' }), 'ok'],
  'what is done with another card': [event('report-temporary-loss', {}, ofOther), 'ok'],
  'a question to the hotline': [event('open-ticket', {}, { subject: 'ticket:1' }), 'ok'],
  'a refund of its purse': [event('order-transit-refund'), 'BUILT_UPON'],
  'an application for a new card': [event('submit-application', {}, { subject: 'application:2' }), 'BUILT_UPON'],
  'a new card': [event('produce-card', {}, ofOther), 'BUILT_UPON'],
  'R-CANCEL-06: the bank stopped what is not done at its counters': [event('stop-non-counter'), 'BUILT_UPON'],
  'R-CANCEL-07: the end of the account': [event('cancel-account', { financial: 'cancelled' }), 'ACCOUNT_ENDED'],
};
for (const [what, [later, expected]] of Object.entries(since))
  test(`a cancellation after ${what}: ${expected === 'ok' ? 'can be undone' : 'cannot be undone any more'}`, () => {
    const undoing = undoingOf(pastOf([cancelled, later]), 1);
    assert.equal(undoing.ok ? 'ok' : undoing.code, expected);
  });

const now: Readonly<Record<string, readonly [Partial<Past>, string]>> = {
  'is not cancelled any more': [{ cards: [cardNow({ socialSecurity: 'enabled' })] }, 'STATE_CHANGED'],
  'would be a second one in use': [
    { cards: [cardNow({}), cardNow({ cardId: other, socialSecurity: 'temporarily-lost' })] },
    'OTHER_CARD_IN_USE',
  ],
  'is beside one that was never enabled': [
    { cards: [cardNow({}), cardNow({ cardId: other, socialSecurity: 'not-enabled' })] },
    'ok',
  ],
};
for (const [what, [changes, expected]] of Object.entries(now))
  test(`a cancelled card that ${what}: ${expected}`, () => {
    const undoing = undoingOf(pastOf([cancelled], changes), 1);
    assert.equal(undoing.ok ? 'ok' : undoing.code, expected);
  });

test('C-56: a card that is handed back to the outlet would be a second running application', () => {
  const handedOver = event('report-handed-over', {}, { subject: `application:${application}` });
  const own = { applicationId: application, state: 'collected' } as const;
  const running = { applicationId: newId<ApplicationId>(), state: 'in-production' } as const;
  const codes = [[own], [own, running]].map((applications) => {
    const undoing = undoingOf(pastOf([handedOver], { applications }), 1);
    return undoing.ok ? 'ok' : undoing.code;
  });
  assert.deepEqual(codes, ['ok', 'OTHER_CARD_IN_USE']);
});

const open = cardNow({ openAsk: 'cancel' });
const accounts: Readonly<Record<string, readonly [readonly PastEvent[], CardNow, string | undefined]>> = {
  'nothing, where it was asked nothing': [[cancelled], cardNow({}), undefined],
  'to let an active account go on': [[cancelled, asks('cancel')], open, 'resume'],
  'to do again what it was asked before': [[asks('suspend'), cancelled, asks('cancel')], open, 'suspend'],
  'nothing else about an account that was never active': [
    [cancelled, asks('cancel')],
    { ...open, financial: 'not-activated' },
    'forget',
  ],
  'nothing that it was asked about another card': [[asks('suspend', other), cancelled, asks('cancel')], open, 'resume'],
};
for (const [what, [events, card, expected]] of Object.entries(accounts))
  test(`R-BANK-10: after a cancellation the bank is asked ${what}`, () => {
    const past = pastOf(events, { cards: [card] });
    const undoing = undoingOf(past, past.events.find(({ action }) => action === 'cancel-card')?.seq ?? 0);
    assert.ok(undoing.ok);
    assert.equal(undoing.value.account?.ask, expected);
  });

test('R-ECARD-01: the electronic card points to the card it pointed to before', () => {
  const link = (card: CardId, from: string) =>
    event('link-electronic-card', { card, from }, { subject: 'electronic-card:1', command: `enabling ${card}` });
  const enabled = (card: CardId) =>
    event(
      'enable-card',
      { from: 'not-enabled', to: 'enabled' },
      { subject: `card:${card}`, command: `enabling ${card}` },
    );
  const past = pastOf([enabled(other), link(other, 'issued'), enabled(one), link(one, 'linked')], {
    cards: [cardNow({ socialSecurity: 'enabled' }), cardNow({ cardId: other, socialSecurity: 'not-enabled' })],
  });
  const undoing = undoingOf(past, 3);
  assert.ok(undoing.ok);
  assert.equal(undoing.value.electronicCard, other);
});
