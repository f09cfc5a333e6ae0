// Shows which mistaken acts two people undo, what goes back with each of them, and who and what is refused.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  activeCard,
  cardAtOutlet,
  codeOf,
  done,
  freshKey,
  mailedCard,
  reportsOf,
} from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { cancelCard } from '../cards/cancel-card.ts';
import type { Served } from '../cards/card-asker.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { enableCard } from '../cards/enable-card.ts';
import { leaveBank } from '../cards/leave-bank.ts';
import { answerRequest } from '../finance/answer-request.ts';
import type { BankRequestId } from '../finance/bank-request.ts';
import type { CorrectionId } from './correction.ts';
import { listDecidedCorrections, listOpenCorrections } from './corrections-store.ts';
import { type Deciding, decideCorrection } from './decide-correction.ts';
import { type Proposing, proposeCorrection } from './propose-correction.ts';
import { withdrawCorrection } from './withdraw-correction.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
let personId: PersonId;
let cardId: CardId;

const proved = ['holder-id', 'card', 'settlement-proof'] as const;
const issuing: Served = { by: 'staff', outletId: outlet, bank: '102', documents: proved };
const counter = () => ({
  ...({
    personId,
    cardId,
    actor: 'holder',
    actorId: 'clerk-1',
    channel: 'bank',
    key: freshKey(),
    served: issuing,
  } as const),
});
const enable = () => enableCard(city, { ...counter(), level: 0 });
const cancel = (withAccount = false) =>
  cancelCard(city, { ...counter(), service: 'cancel', reason: 'settled-abroad', withAccount });
const lose = () => changeLoss(city, { ...counter(), level: 0, service: 'report-temporary-loss' });

const staff = (actorId: string, bank: string | null = null) =>
  ({ actor: 'staff', actorId, channel: 'console', outlet: null, bank }) as const;
const seqOf = async (action: string): Promise<number> => {
  const [row] = await sql<{ seq: number }[]>`
    select seq from events where person_id = ${personId} and action = ${action} order by seq desc limit 1`;
  return row?.seq ?? 0;
};
const propose = async (action: string, changes: Partial<Proposing> = {}) =>
  proposeCorrection(city, {
    ...{ acting: staff('clerk-1'), key: freshKey(), personId, seq: await seqOf(action) },
    ...{ reason: '柜台拿错了卡，不是本人要办的', ...changes },
  });
const decide = (correctionId: string, changes: Partial<Deciding> = {}) =>
  decideCorrection(city, {
    ...{ acting: staff('bureau-1'), key: freshKey(), correctionId: correctionId as CorrectionId },
    ...{ decision: 'confirmed', note: '', ...changes },
  });
const correct = async (action: string) => {
  const { correctionId } = done(await propose(action));
  return decide(correctionId);
};

const stateOf = async () => {
  const [row] = await sql`
    select string_agg(concat_ws(' ', generation, social_security, financial, lost_until, lost_from), ' | ' order by generation, card_id) as cards,
      (select string_agg(state, ' ' order by application_id) from applications where person_id = ${personId}) as applications,
      (select concat_ws(' ', state, card_id) from electronic_cards where person_id = ${personId}) as electronic,
      (select string_agg(kind, ' ') from bank_requests where person_id = ${personId} and state = 'requested') as asked
    from cards where person_id = ${personId}`;
  return row;
};
const undoneActions = async () => {
  const rows = await sql`
    select action from events where person_id = ${personId} and facts ? 'corrects' and action <> 'propose-correction'
    order by seq`;
  return rows.map(({ action }) => action);
};
const jobKinds = async () => {
  const rows = await sql`select kind from jobs where person_id = ${personId} order by kind`;
  return rows.map(({ kind }) => kind);
};

beforeEach(async () => {
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(sql, keys));
});

const cardInMail = async (): Promise<void> => {
  await mailedCard(city, personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${personId} and generation = 3`;
  assert.ok(row);
  cardId = row.cardId;
};

describe('what goes back', () => {
  it('R-OLD-03, R-ECARD-01: an enabling: the card, the old card, the mailed application and the electronic card', async () => {
    await insertOldCard(sql, keys, personId);
    await cardInMail();
    const before = await stateOf();
    done(await enable());
    assert.notDeepEqual(await stateOf(), before);
    await sql`delete from jobs where person_id = ${personId}`;
    assert.equal(done(await correct('enable-card')).state, 'confirmed');
    assert.deepEqual(await stateOf(), before);
    assert.deepEqual(await undoneActions(), [
      ...['confirm-correction', 'undo-enable-card', 'undo-invalidate-card', 'undo-receive-card'],
      'undo-link-electronic-card',
    ]);
    assert.deepEqual(await jobKinds(), ['notify-medical', 'notify-medical', 'notify-transit', 'send-message']);
    assert.deepEqual(await verifyPerson(city, personId), []);
    done(await enable());
    done(await correct('enable-card'));
    assert.deepEqual(await stateOf(), before, 'and the same once more');
  });

  it('R-REISSUE-11: an enabling that replaced a lost card: it is lost again, until the same instant', async () => {
    const former = await activeCard(city, personId);
    cardId = former;
    done(await lose());
    await sql`
      insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed, produced_at)
      select person_id, gen_random_uuid(), 3, bank, 'not-enabled', 'not-activated', sealed, ${city.businessClock()}
      from cards where card_id = ${former} returning card_id`;
    const before = await stateOf();
    const [fresh] = await sql<{ cardId: CardId }[]>`
      select card_id as "cardId" from cards where person_id = ${personId} and card_id <> ${former} and generation = 3`;
    cardId = fresh?.cardId ?? former;
    done(await enable());
    done(await correct('enable-card'));
    assert.deepEqual(await stateOf(), before);
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('R-CANCEL-03: a cancellation, and the account goes on', async () => {
    cardId = await activeCard(city, personId);
    const before = await stateOf();
    done(await cancel(true));
    assert.equal((await stateOf())?.asked, 'cancel');
    done(await correct('cancel-card'));
    assert.deepEqual(await stateOf(), { ...before, asked: 'resume' }, 'the bank is asked to let the account go on');
  });

  it('R-LOSS-03: a cancellation of a lost card: lost until the same instant, and the bank is asked what it was asked before', async () => {
    cardId = await activeCard(city, personId);
    done(await lose());
    const before = await stateOf();
    city.passTime({ hours: 24 });
    done(await cancel(true));
    done(await correct('cancel-card'));
    assert.deepEqual(await stateOf(), before);
  });

  it('R-CHANGEBANK-03: a card that was given back to leave its bank: nobody has left it', async () => {
    cardId = await activeCard(city, personId);
    await sql`update applications set state = 'received' where person_id = ${personId}`;
    await sql`update outlets set instant = true where outlet_id = ${outlet}`;
    const before = await stateOf();
    done(await leaveBank(city, { ...counter(), collected: true, warned: true }));
    const changes = () => sql`select 1 from bank_changes where person_id = ${personId}`;
    assert.equal((await changes()).length, 1);
    done(await correct('cancel-card'));
    assert.deepEqual(await stateOf(), { ...before, asked: 'resume' });
    assert.equal((await changes()).length, 0);
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('R-DELIV-05: a hand-over, with the enabling and the account that came with it; it can be handed over again', async () => {
    const submitted = await cardAtOutlet(city, personId, outlet);
    const before = await stateOf();
    const reports = reportsOf(city, submitted);
    await reports.handedOver(outlet, { enable: true, activate: true });
    done(await correct('report-handed-over'));
    const after = await stateOf();
    assert.deepEqual(after, { ...before, cards: '3 not-enabled active', asked: 'suspend' });
    const [waiting] = await sql`select remind_at from applications where person_id = ${personId}`;
    assert.ok(waiting?.remind_at, 'G-40: whose card waits is reminded again');
    assert.equal((await reports.handedOver(outlet, { enable: true })).state, 'collected');
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('of an enabling at the hand-over the card stays handed over; then the hand-over can be undone too', async () => {
    const submitted = await cardAtOutlet(city, personId, outlet);
    const before = await stateOf();
    await reportsOf(city, submitted).handedOver(outlet, { enable: true });
    done(await correct('enable-card'));
    assert.equal((await stateOf())?.applications, 'collected');
    assert.equal(codeOf(await propose('enable-card')), 'CORRECTED_ALREADY');
    assert.equal((await stateOf())?.cards, before?.cards);
    done(await correct('report-handed-over'));
    assert.deepEqual(await stateOf(), before);
  });
});

describe('four eyes', () => {
  beforeEach(async () => {
    await cardInMail();
    done(await enable());
  });

  it('neither who proposed it nor who did the act confirms or declines; another does, once', async () => {
    const { correctionId } = done(await propose('enable-card', { acting: staff('bureau-2') }));
    const before = await stateOf();
    assert.equal(codeOf(await decide(correctionId, { acting: staff('bureau-2') })), 'OWN_PROPOSAL');
    assert.equal(codeOf(await decide(correctionId, { acting: staff('clerk-1') })), 'OWN_ACT');
    assert.equal(codeOf(await decide(correctionId, { acting: staff('office-1', '105') })), 'OTHER_BANK');
    assert.deepEqual(await stateOf(), before);
    const both = await Promise.all([decide(correctionId), decide(correctionId, { acting: staff('office-1', '102') })]);
    assert.deepEqual(both.map(codeOf).toSorted(), ['DECIDED_ALREADY', 'ok']);
    assert.equal((await undoneActions()).filter((action) => action === 'undo-enable-card').length, 1);
  });

  it('the database itself refuses one person as both', async () => {
    const { correctionId } = done(await propose('enable-card'));
    await assert.rejects(
      async () => sql`update corrections set state = 'confirmed', decided_by = proposed_by, decided_at = now()
        where correction_id = ${correctionId}`,
      /four_eyes/,
    );
  });

  it('whoever proposed it takes it back while nobody has decided, once; nothing changes, and it may be proposed again', async () => {
    const before = await stateOf();
    const { correctionId } = done(await propose('enable-card'));
    const withdraw = (actorId: string) =>
      withdrawCorrection(city, {
        ...{ acting: staff(actorId), key: freshKey(), correctionId: correctionId as CorrectionId },
      });
    assert.equal(codeOf(await withdraw('bureau-1')), 'NOT_PROPOSED_BY_YOU');
    const both = await Promise.all([withdraw('clerk-1'), decide(correctionId, { decision: 'declined', note: '不对' })]);
    assert.deepEqual(both.map(codeOf).toSorted(), ['DECIDED_ALREADY', 'ok']);
    assert.deepEqual(await stateOf(), before);
    const again = done(await propose('enable-card'));
    const taken = { acting: staff('clerk-1'), key: freshKey(), correctionId: again.correctionId as CorrectionId };
    assert.equal(done(await withdrawCorrection(city, taken)).state, 'withdrawn');
    assert.equal(codeOf(await decide(again.correctionId)), 'DECIDED_ALREADY');
    assert.equal(codeOf(await propose('enable-card')), 'ok');
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('declined, with a note, changes nothing, and may be proposed again', async () => {
    const before = await stateOf();
    const { correctionId } = done(await propose('enable-card'));
    assert.equal(codeOf(await propose('enable-card')), 'CORRECTION_OPEN');
    assert.equal(codeOf(await decide(correctionId, { decision: 'declined' })), 'NOTE_MISSING');
    done(await decide(correctionId, { decision: 'declined', note: '本人确认就是要启用' }));
    assert.deepEqual(await stateOf(), before);
    assert.equal(codeOf(await decide(correctionId)), 'DECIDED_ALREADY');
    assert.equal(codeOf(await propose('enable-card')), 'ok');
  });

  it('the open ones are listed for the bureau and for the bank where the act was done, and then among the decided', async () => {
    const { correctionId } = done(await propose('enable-card'));
    const ids = async (list: typeof listOpenCorrections, bank: string | null) =>
      (await list(sql, { bank, most: 200 })).map((each) => String(each.correctionId));
    for (const bank of [null, '102']) assert.ok((await ids(listOpenCorrections, bank)).includes(correctionId));
    assert.ok(!(await ids(listOpenCorrections, '105')).includes(correctionId));
    done(await decide(correctionId));
    assert.ok(!(await ids(listOpenCorrections, null)).includes(correctionId));
    assert.ok((await ids(listDecidedCorrections, '102')).includes(correctionId));
  });
});

describe('too late', () => {
  it('a card that was lost since its enabling is not what the enabling left', async () => {
    await cardInMail();
    done(await enable());
    const { correctionId } = done(await propose('enable-card'));
    done(await lose());
    const before = await stateOf();
    assert.equal(codeOf(await decide(correctionId)), 'BUILT_UPON');
    assert.deepEqual(await stateOf(), before);
    done(await decide(correctionId, { decision: 'declined', note: '启用后已挂失' }));
  });

  it('R-CANCEL-07: what the bank has cancelled it does not open again', async () => {
    cardId = await activeCard(city, personId);
    done(await cancel(true));
    const [asked] = await sql<{ id: BankRequestId }[]>`
      select bank_request_id as id from bank_requests where person_id = ${personId}`;
    assert.ok(asked);
    const answer = { outcome: 'confirmed' } as const;
    done(await answerRequest(city, { bank: '102', key: freshKey(), bankRequestId: asked.id, answer }));
    assert.equal(codeOf(await propose('cancel-card')), 'ACCOUNT_ENDED');
  });

  it('3.3-f: a card that was applied for since takes the place of the cancelled one', async () => {
    cardId = await activeCard(city, personId);
    await sql`update applications set state = 'received' where person_id = ${personId}`;
    done(await cancel());
    await insertTestUploads(city, personId);
    await mailedCard(city, personId);
    assert.equal(codeOf(await propose('cancel-card')), 'BUILT_UPON');
  });

  it('nobody’s act, another person’s act and what is no such act are unknown', async () => {
    await cardInMail();
    done(await enable());
    assert.equal(codeOf(await propose('enable-card', { seq: 999 })), 'ACT_UNKNOWN');
    assert.equal(codeOf(await propose('produce-card')), 'ACT_UNKNOWN');
    const { personId: other } = await insertTestPerson(sql, keys);
    assert.equal(codeOf(await propose('enable-card', { personId: other })), 'ACT_UNKNOWN');
    assert.equal(codeOf(await decide('01990000-0000-7000-8000-000000000000')), 'CORRECTION_UNKNOWN');
  });
});
