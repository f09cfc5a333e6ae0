// Who may ask how far a card is and what state it is in, and where (area QUERY).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCard, person, snapshot } from '../../test/support/questions.ts';
import { admit } from './admit.ts';
import { type Channel, onlineChannels, type Service } from './question.ts';

const on = Temporal.PlainDate.from('2025-10-09');
const may = (service: Service, channel: Channel, actor: 'holder' | 'agent' = 'holder'): boolean => {
  const outlet = channel === 'bank' ? { kind: channel, bank: '102', instant: false } : null;
  return admit(snapshot, { service, channel, on, actor, outlet, person: person('retiree'), card: newCard() }).permitted;
};

test('R-QUERY-02: progress is told online, at outlets, by 96066 and by the bank’s telephone', () => {
  for (const channel of [...onlineChannels, 'district', 'street', 'bank', 'hotline', 'bank-phone'] as const)
    assert.ok(may('query-progress', channel), channel);
});

test('R-QUERY-03: the state of the card is told online and at outlets, there to an agent too', () => {
  for (const channel of [...onlineChannels, 'district', 'street', 'bank'] as const)
    assert.ok(may('query-status', channel), channel);
  for (const channel of ['district', 'street', 'bank'] as const)
    assert.ok(may('query-status', channel, 'agent'), channel);
});
