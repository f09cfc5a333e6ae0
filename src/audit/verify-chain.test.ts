// Shows that a row of the chain cannot be changed, inserted or removed without being found.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testKeys } from '../../test/support/keys.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { type Event, eventText, type RecordedEvent } from './event.ts';
import { type ChainFault, verifyChain } from './verify-chain.ts';

const keys = testKeys();
const personId = newId<PersonId>();
const at = Temporal.Instant.from('2025-10-09T09:00:00+08:00');

const eventAfter = (previousMac: Uint8Array, seq: number, action: string): RecordedEvent => {
  const event: Event = {
    personId,
    seq,
    at,
    action,
    subject: 'application:1',
    actor: 'holder',
    actorId: personId,
    channel: 'website',
    outlet: null,
    bank: null,
    rules: ['R-ELIG-11', 'R-BANK-03'],
    policySnapshot: 3,
    facts: { from: 'none', to: 'submitted' },
    previousMac,
    recordedAt: at,
  };
  return { ...event, mac: keys.mac(eventText(event)) };
};

const first = eventAfter(new Uint8Array(), 1, 'submit');
const second = eventAfter(first.mac, 2, 'open-account');
const third = eventAfter(second.mac, 3, 'produce');
const head = { eventCount: 3, eventMac: third.mac };
const faults = (events: readonly RecordedEvent[], of = head): readonly ChainFault[] => verifyChain(keys, of, events);

describe('the chain of a person', () => {
  it('is whole when nothing was touched', () => {
    assert.deepEqual(faults([first, second, third]), []);
    assert.deepEqual(faults([], { eventCount: 0, eventMac: new Uint8Array() }), []);
  });

  const tampered: Readonly<Record<string, Partial<RecordedEvent>>> = {
    action: { action: 'withdraw' },
    subject: { subject: 'application:2' },
    actor: { actor: 'guardian' },
    'actor id': { actorId: 'x' },
    channel: { channel: 'jingtong' },
    outlet: { outlet: '' },
    bank: { bank: '102' },
    rules: { rules: ['R-ELIG-11,R-BANK-03'] },
    snapshot: { policySnapshot: 4 },
    facts: { facts: { from: 'submitted', to: 'none' } },
    time: { at: at.add({ milliseconds: 1 }) },
    'system time': { recordedAt: at.add({ milliseconds: 1 }) },
    person: { personId: newId<PersonId>() },
  };
  for (const [what, other] of Object.entries(tampered))
    it(`shows a changed ${what}`, () => {
      assert.deepEqual(faults([first, { ...second, ...other }, third]), [{ seq: 2, fault: 'changed' }]);
    });

  it('shows a removed row', () => {
    assert.deepEqual(faults([first, third]), [
      { seq: 2, fault: 'missing' },
      { seq: 3, fault: 'unlinked' },
    ]);
    assert.deepEqual(faults([first, second]), [
      { seq: 3, fault: 'missing' },
      { seq: 3, fault: 'head-differs' },
    ]);
  });

  it('shows a row put in the place of another, even a genuine one', () => {
    const other = eventAfter(new Uint8Array(), 2, 'withdraw');
    assert.deepEqual(faults([first, other, third]), [
      { seq: 2, fault: 'unlinked' },
      { seq: 3, fault: 'unlinked' },
    ]);
  });

  it('shows a row added at the end', () => {
    const fourth = eventAfter(third.mac, 4, 'enable');
    assert.deepEqual(faults([first, second, third, fourth]), [
      { seq: 4, fault: 'beyond-head' },
      { seq: 3, fault: 'head-differs' },
    ]);
  });

  it('shows rows that another key signed', () => {
    const forged = { ...second, mac: testKeys().mac(eventText(second)) };
    assert.equal(faults([first, forged, third])[0]?.fault, 'changed');
  });
});
