// Shows who may do what with a help request: accepted, declined and sent elsewhere, done with an application, withdrawn.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import {
  acceptedHelp,
  askForHelp,
  askOf,
  bankForm,
  byBank,
  byStreet,
  idOf,
  insertStreet,
  streetForm,
} from '../../test/support/help.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { acceptHelp } from './accept-help.ts';
import { completeHelp } from './complete-help.ts';
import { declineHelp } from './decline-help.ts';
import { reassignForm } from './help-form.ts';
import type { HelpRequestId } from './help-request.ts';
import { listVisits } from './list-visits.ts';
import { reassignHelp } from './reassign-help.ts';
import { requestHelp } from './request-help.ts';
import { withdrawHelp } from './withdraw-help.ts';

const city = await testCity();
const { sql, keys } = city;
let personId: PersonId;

const stateOf = async (helpRequestId: HelpRequestId): Promise<string> => {
  const [row] = await sql`select state from help_requests where help_request_id = ${helpRequestId}`;
  return row?.state;
};

const actionsOf = async (): Promise<readonly string[]> =>
  (await sql`select action from events where person_id = ${personId} order by seq`).map(({ action }) => action);

const messages = async (): Promise<number> => {
  const [row] = await sql`select count(*)::int as count from jobs where person_id = ${personId}`;
  return row?.count;
};

const reassignment = (helpRequestId: HelpRequestId, changes: object = {}) => ({
  acting: { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', outlet: null, bank: null } as const,
  key: freshKey(),
  helpRequestId,
  form: reassignForm.parse({ ...streetForm, outletId: 'street-b', wishedOn: '2025-10-13', ...changes }),
});

const withdrawal = (helpRequestId: HelpRequestId, owner = personId) =>
  ({ personId: owner, actor: 'holder', actorId: owner, channel: 'minsheng', key: freshKey(), helpRequestId }) as const;

beforeEach(async () => {
  city.setClock(openingDay);
  for (const name of ['a', 'b']) await insertStreet(city, name);
  ({ personId } = await insertTestPerson(sql, keys));
});

describe('accepting', () => {
  it('R-ELDER-02: the street that was asked takes it on, once, and the person is told each time something changes', async () => {
    const id = await askForHelp(city, personId);
    const command = byStreet(id);
    const first = await acceptHelp(city, command);
    assert.deepEqual(await acceptHelp(city, command), first);
    assert.deepEqual(
      await acceptHelp(city, byStreet(id)),
      first,
      'under another key it is said again, and nothing changes',
    );
    assert.equal(await stateOf(id), 'accepted');
    assert.deepEqual(await actionsOf(), ['request-help', 'accept-help']);
    assert.equal(await messages(), 2);
    const [event] =
      await sql`select rules, outlet, actor from events where person_id = ${personId} and action = 'accept-help'`;
    assert.deepEqual({ ...event }, { rules: ['R-ELDER-02'], outlet: 'street-a', actor: 'staff' });
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('nobody else reaches it: not another street, district or bank, and not somebody else’s street of a bank visit', async () => {
    const id = await askForHelp(city, personId);
    const unknown = 'HELP_REQUEST_UNKNOWN';
    assert.equal(codeOf(await acceptHelp(city, byStreet(id, 'street-b'))), unknown);
    assert.equal(codeOf(await acceptHelp(city, byBank(id))), unknown);
    const ofDistrict = (district: string) => ({ ...byStreet(id), reach: { of: 'district', district } as const });
    assert.equal(codeOf(await acceptHelp(city, ofDistrict('110101'))), unknown);
    assert.equal(codeOf(await acceptHelp(city, byStreet(idOf(newId())))), unknown);
    assert.equal(await stateOf(id), 'requested');
    assert.equal(codeOf(await acceptHelp(city, ofDistrict('110108'))), 'ok');
    const other = await insertTestPerson(sql, keys);
    const visit = await askForHelp(city, other.personId, bankForm);
    assert.equal(codeOf(await acceptHelp(city, byBank(visit, '103'))), unknown);
    assert.equal(codeOf(await acceptHelp(city, byStreet(visit))), unknown);
    assert.equal(codeOf(await acceptHelp(city, byBank(visit))), 'ok');
  });

  it('R-ELDER-03: the bank sees its own visits with what it needs to come, until it has answered, and leaves a trace', async () => {
    const id = await askForHelp(city, personId, bankForm);
    const [visit] = (await listVisits(city, { bank: '102' })).filter((each) => each.id === id);
    assert.deepEqual(
      [visit?.name, visit?.phone, visit?.address, String(visit?.wishedOn), visit?.wishedPart],
      ['张试验', '19900000005', '试验路7号院7号楼707', '2025-10-10', 'morning'],
    );
    assert.equal((await listVisits(city, { bank: '103' })).length, 0);
    const [trace] = await sql`select actor_id, purpose from read_traces where person_id = ${personId}`;
    assert.deepEqual({ ...trace }, { actor_id: '102', purpose: 'list-visits' });
    done(await acceptHelp(city, byBank(id)));
    assert.ok((await listVisits(city, { bank: '102' })).every((each) => each.id !== id));
  });
});

describe('declining', () => {
  it('R-ELDER-06: with a listed reason it goes back to 96066, which sends it to another street', async () => {
    const id = await askForHelp(city, personId, bankForm);
    const command = { ...byBank(id), reason: 'no-home-visits' } as const;
    assert.deepEqual(await declineHelp(city, command), await declineHelp(city, command));
    assert.equal(await stateOf(id), 'declined');
    assert.equal(codeOf(await acceptHelp(city, byBank(id))), 'WRONG_HELP_STATE');
    assert.equal(codeOf(await requestHelp(city, askOf(personId))), 'HELP_REQUESTED_ALREADY');
    done(await reassignHelp(city, reassignment(id)));
    const [row] = await sql`select * from help_requests where help_request_id = ${id}`;
    assert.deepEqual(
      [row?.state, row?.kind, row?.bank, row?.outlet_id, String(row?.wished_on), row?.decline_reason],
      ['requested', 'street', null, 'street-b', '2025-10-13', 'no-home-visits'],
    );
    assert.equal(codeOf(await acceptHelp(city, byBank(id))), 'HELP_REQUEST_UNKNOWN', 'the bank has lost sight of it');
    assert.equal(codeOf(await acceptHelp(city, byStreet(id, 'street-b'))), 'ok');
    assert.deepEqual(await actionsOf(), ['request-help', 'decline-help', 'reassign-help', 'accept-help']);
    assert.equal(await messages(), 4);
  });

  it('also after it was accepted, and with another reason only once', async () => {
    const id = await acceptedHelp(city, personId);
    assert.equal(codeOf(await declineHelp(city, { ...byStreet(id), reason: 'not-reached' })), 'ok');
    assert.equal(codeOf(await declineHelp(city, { ...byStreet(id), reason: 'other' })), 'WRONG_HELP_STATE');
  });

  it('R-HOTLINE-03: only what was declined goes elsewhere, and only where the gate lets it', async () => {
    const id = await askForHelp(city, personId);
    assert.equal(codeOf(await reassignHelp(city, reassignment(id))), 'WRONG_HELP_STATE');
    done(await declineHelp(city, { ...byStreet(id), reason: 'no-one-free' }));
    const toBank = (bank: string) => reassignHelp(city, reassignment(id, { kind: 'bank-visit', outletId: '', bank }));
    assert.equal(codeOf(await toBank('103')), 'BANK_FIXED');
    assert.equal(codeOf(await reassignHelp(city, reassignment(id, { outletId: 'nowhere' }))), 'OUTLET_NOT_STREET');
    assert.equal(codeOf(await reassignHelp(city, reassignment(id, { wishedOn: '2025-10-12' }))), 'DAY_NOT_OFFERED');
    assert.equal(codeOf(await toBank('102')), 'ok');
    assert.equal(codeOf(await reassignHelp(city, reassignment(idOf(newId())))), 'HELP_REQUEST_UNKNOWN');
  });
});

describe('completing', () => {
  it('R-ELDER-03: links the application that came of it, which has to be the person’s', async () => {
    const id = await acceptedHelp(city, personId);
    const other = await insertTestPerson(sql, keys);
    const theirs = (await apply(city, other.personId)).number;
    assert.equal(codeOf(await completeHelp(city, { ...byStreet(id), number: theirs })), 'APPLICATION_NOT_THEIRS');
    assert.equal(await stateOf(id), 'accepted');
    const { number, applicationId } = await apply(city, personId);
    const command = { ...byStreet(id), number };
    assert.deepEqual(await completeHelp(city, command), await completeHelp(city, command));
    const [row] = await sql`select state, application_id from help_requests where help_request_id = ${id}`;
    assert.deepEqual({ ...row }, { state: 'done', application_id: applicationId });
    const [event] = await sql`select facts from events where person_id = ${personId} and action = 'complete-help'`;
    assert.deepEqual(event?.facts, { from: 'accepted', to: 'done', applicationId });
  });

  it('R-ELDER-03: a bank links an application at itself only', async () => {
    const flexible = { groups: ['flexible'] as const, pensionBanks: [], retiredOn: null };
    ({ personId } = await insertTestPerson(sql, keys, {
      ...flexible,
      birthDate: Temporal.PlainDate.from('1980-01-01'),
    }));
    const id = await askForHelp(city, personId, { ...bankForm, bank: '103' });
    done(await acceptHelp(city, byBank(id, '103')));
    const { number } = await apply(city, personId, { ...mailForm, bank: '104' });
    assert.equal(codeOf(await completeHelp(city, { ...byBank(id, '103'), number })), 'APPLICATION_NOT_THEIRS');
    assert.equal(codeOf(await completeHelp(city, { ...byBank(id, '103'), number: null })), 'ok');
  });

  it('is for those who accepted, and leaves room for another request', async () => {
    const id = await askForHelp(city, personId);
    assert.equal(codeOf(await completeHelp(city, { ...byStreet(id), number: null })), 'WRONG_HELP_STATE');
    done(await acceptHelp(city, byStreet(id)));
    assert.equal(codeOf(await completeHelp(city, { ...byStreet(id), number: null })), 'ok');
    assert.equal(codeOf(await requestHelp(city, askOf(personId))), 'ok');
  });
});

describe('withdrawing', () => {
  it('is the person’s own, from every state in which somebody may still come', async () => {
    const other = await insertTestPerson(sql, keys);
    const id = await askForHelp(city, personId);
    assert.equal(codeOf(await withdrawHelp(city, withdrawal(id, other.personId))), 'HELP_REQUEST_UNKNOWN');
    assert.equal(codeOf(await withdrawHelp(city, withdrawal(id))), 'ok');
    assert.equal(codeOf(await acceptHelp(city, byStreet(id))), 'WRONG_HELP_STATE');
    const accepted = await acceptedHelp(city, personId);
    assert.equal(codeOf(await withdrawHelp(city, withdrawal(accepted))), 'ok');
    const declined = await askForHelp(city, personId);
    done(await declineHelp(city, { ...byStreet(declined), reason: 'other' }));
    assert.equal(codeOf(await withdrawHelp(city, withdrawal(declined))), 'ok');
    assert.equal(codeOf(await reassignHelp(city, reassignment(declined))), 'WRONG_HELP_STATE');
  });

  it('and accepting at the same moment: one of them comes first, and the states follow', async () => {
    const id = await askForHelp(city, personId);
    const codes = await Promise.all([
      withdrawHelp(city, withdrawal(id)).then(codeOf),
      acceptHelp(city, byStreet(id)).then(codeOf),
    ]);
    assert.equal(codes[0], 'ok', 'an accepted one can still be withdrawn');
    assert.ok(['ok', 'WRONG_HELP_STATE'].includes(codes[1] ?? ''));
    assert.equal(await stateOf(id), 'withdrawn');
    assert.deepEqual(await verifyPerson(city, personId), []);
  });
});
