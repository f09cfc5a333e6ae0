// Shows a change of bank from the card that is given back to the next one six months later: who, where, with what, and what counts when.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailedCard, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import { chooseAnotherBank } from '../applications/choose-another-bank.ts';
import { deliveryChoice } from '../applications/delivery-choice.ts';
import { parseIdValidity } from '../applications/id-validity.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import { resubmitApplication } from '../applications/resubmit-application.ts';
import { type Submission, submitApplication } from '../applications/submit-application.ts';
import { withdrawApplication } from '../applications/withdraw-application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { findBankChange } from '../bank-changes/bank-changes-store.ts';
import type { CardId } from '../base/ids.ts';
import type { Refused, Result } from '../base/result.ts';
import type { CorrectionId } from '../corrections/correction.ts';
import { decideCorrection } from '../corrections/decide-correction.ts';
import { proposeCorrection } from '../corrections/propose-correction.ts';
import { findPerson } from '../people/people-store.ts';
import type { PersonRecord } from '../people/person.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import type { Served } from './card-asker.ts';
import { enableCard } from './enable-card.ts';
import { type LeavingBank, leaveBank } from './leave-bank.ts';

const city = await testCity();
const { sql, keys } = city;
const [own, other] = [await insertTestOutlet(sql, '102'), await insertTestOutlet(sql, '104')];
let person: PersonRecord;
let cardId: CardId;

const on = (day: string) => city.setClock(Temporal.Instant.from(`${day}T10:00+08:00`));
const counter = (changes: Partial<Served> = {}): Served => ({
  ...{ by: 'staff', outletId: own, bank: '102', documents: ['holder-id', 'card'], ...changes },
});
const leave = (changes: Partial<LeavingBank> = {}, served = counter()) =>
  leaveBank(city, {
    ...{ personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7', channel: 'bank' },
    ...{ key: freshKey(), collected: true, warned: true, served, ...changes },
  });
const idValidity = parseIdValidity('长期');
const applyFor = async (bank: string, changes: Partial<Submission> = {}) => {
  await insertTestUploads(city, person.personId);
  return submitApplication(city, {
    ...{ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3, channel: 'minsheng' },
    ...{ key: freshKey(), form: applicationForm.parse({ ...mailForm, bank }), ...changes },
  });
};
/** At the counter of bank 104. */
const atNewBank = (instant: boolean): Partial<Submission> => {
  assert.ok(idValidity);
  return {
    ...{ actorId: 'clerk-8', channel: 'bank', level: 0 },
    counter: { outletId: other, bank: '104', instant, documents: ['holder-id'], idValidity },
  };
};
const acting = () =>
  ({ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'minsheng', level: 3 }) as const;
/** What an application at a bank comes to. */
const endIn = {
  withdrawn: async (number: string) => done(await withdrawApplication(city, { ...acting(), number, key: freshKey() })),
  refused: async (number: string, bank: string) => {
    city.passTime({ minutes: 10 });
    return done(await reportAccountRefused(city, { bank, number, key: freshKey(), body: { reason: 'other' } }));
  },
  'sent back': async (number: string) =>
    done(
      await rejectApplication(city, { clerkId: 'clerk-1', key: freshKey(), number, reasons: ['contact-incomplete'] }),
    ),
};
/** Another bank under the same number. */
const goOnIn = async (end: 'refused' | 'sent back', number: string, bank: string): Promise<Result<object, Refused>> => {
  await insertTestUploads(city, person.personId);
  const asked = { ...acting(), key: freshKey(), number };
  const form = applicationForm.parse({ ...mailForm, bank });
  if (end === 'sent back') return await resubmitApplication(city, { ...asked, form });
  const choice = deliveryChoice.parse({
    ...{ delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
    ...{ address: '试验路9号院1号楼', postcode: '' },
  });
  return await chooseAnotherBank(city, { ...asked, choice, bank, consents: ['share-with-bank'] });
};
const lastChange = async () => (await findPerson(sql, keys, person.personId))?.lastBankChangeOn?.toString() ?? null;
const states = async () =>
  [
    ...(await sql`
    select social_security || coalesce(' ' || (select kind from bank_requests where bank_requests.card_id = cards.card_id and state = 'requested'), '') as state
    from cards where person_id = ${person.personId} order by produced_at`),
  ].map(({ state }) => state);

/** The card that is there last is in use. */
const use = async () => {
  const [card] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${person.personId} order by produced_at desc nulls last limit 1`;
  assert.ok(card);
  cardId = card.cardId;
  done(
    await enableCard(city, {
      ...{ personId: person.personId, cardId, actor: 'holder', actorId: person.personId },
      ...{ level: 3, channel: 'minsheng', key: freshKey() },
    }),
  );
  await sql`update cards set financial = 'active' where card_id = ${cardId}`;
};

/** With a card of bank 102 of the day on which retirees could first apply. */
const holder = async (day: string) => {
  on('2025-10-09');
  person = await insertTestPerson(sql, keys);
  await mailedCard(city, person.personId);
  await use();
  on(day);
};

describe('giving the card back', () => {
  beforeEach(() => holder('2026-03-02'));

  it('R-CHANGEBANK-03, R-CHANGEBANK-04, C-23: at the issuing bank without a paper of an office: both functions end, the card is taken back', async () => {
    assert.equal(codeOf(await leave({ collected: false })), 'CARD_NOT_COLLECTED');
    assert.deepEqual(await states(), ['enabled']);
    const key = freshKey();
    assert.equal(done(await leave({ key })).accountAsked, true);
    assert.equal(done(await leave({ key })).accountAsked, true, 'twice is once');
    assert.deepEqual(await states(), ['cancelled cancel']);
    const [event] = await sql`
      select facts from events where person_id = ${person.personId} and action = 'cancel-card'`;
    assert.deepEqual([event?.facts.reason, event?.facts.collected], ['change-bank', 'yes']);
    assert.equal(codeOf(await leave()), 'WRONG_STATE');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  const table: readonly (readonly [string, Partial<LeavingBank>, Partial<Served>, string])[] = [
    ['not at another bank', {}, { outletId: other, bank: '104' }, 'NOT_ISSUING_BANK'],
    ['not at a street outlet', { channel: 'street' }, { outletId: 'street-1', bank: null }, 'SERVICE_NOT_AT_CHANNEL'],
    ['not by telephone', { channel: 'hotline' }, { outletId: null, bank: null }, 'SERVICE_NOT_AT_CHANNEL'],
    ['not without the card', {}, { documents: ['holder-id'] }, 'DOCUMENT_MISSING'],
    ['not by an agent', { actor: 'agent' }, {}, 'ACTOR_NOT_ALLOWED'],
  ];
  for (const [name, changes, served, code] of table)
    it(`R-CHANGEBANK-03: ${name}`, async () => {
      assert.equal(codeOf(await leave(changes, counter(served))), code);
      assert.deepEqual(await states(), ['enabled']);
    });

  it('C-56: not while a replacement of the card runs', async () => {
    await sql`update applications set state = 'submitted' where person_id = ${person.personId}`;
    assert.equal(codeOf(await leave()), 'RUNNING_APPLICATION');
  });
});

describe('applying at the new bank', () => {
  it('R-CHANGEBANK-05, R-CHANGEBANK-06, G-24: completes the change; the next one is possible six months after, on the very day', async () => {
    await holder('2026-02-20');
    done(await leave());
    on('2026-03-02');
    const submitted = done(await applyFor('104'));
    assert.equal(await lastChange(), '2026-03-02');
    const [event] = await sql`
      select facts from events where person_id = ${person.personId} and action = 'change-bank'`;
    assert.deepEqual(event?.facts, { from: '102', to: '104', next: '2026-09-02' });
    city.passTime({ minutes: 10 });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.mailed();
    await use();
    const at104 = counter({ outletId: other, bank: '104' });
    on('2026-09-01');
    assert.equal(codeOf(await leave({}, at104)), 'BANK_CHANGE_TOO_SOON');
    on('2026-09-02');
    assert.equal(codeOf(await leave({}, at104)), 'ok');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-CHANGEBANK-06: an application that is withdrawn completes nothing; the one after it does', async () => {
    await holder('2026-03-02');
    done(await leave());
    const { number } = done(await applyFor('104'));
    done(
      await withdrawApplication(city, {
        ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'minsheng', level: 3 },
        ...{ number, key: freshKey() },
      }),
    );
    on('2026-03-09');
    done(await applyFor('105'));
    assert.equal(await lastChange(), '2026-03-09');
  });

  it('R-CHANGEBANK-06: who goes back to the bank they left has changed nothing', async () => {
    await holder('2026-03-02');
    done(await leave());
    done(await applyFor('102'));
    assert.equal(await lastChange(), null);
  });

  const came: readonly (readonly [string, string, 'refused' | 'sent back' | 'withdrawn', string, string | null])[] = [
    ['back after another one that was withdrawn: nothing has changed', '104', 'withdrawn', '102', null],
    ['back after another one refused the account: nothing has changed', '104', 'refused', '102', null],
    ['to another one after the former refused: six months run', '102', 'refused', '104', '2026-03-09'],
    ['to another one in what was sent back: six months run', '102', 'sent back', '104', '2026-03-09'],
  ];
  for (const [name, first, end, second, last] of came)
    it(`R-CHANGEBANK-06, G-24: ${name}`, async () => {
      await holder('2026-03-02');
      done(await leave());
      const { number } = done(await applyFor(first));
      await endIn[end](number, first);
      on('2026-03-09');
      done(await (end === 'withdrawn' ? applyFor(second) : goOnIn(end, number, second)));
      assert.equal(await lastChange(), last);
    });

  it('R-CHANGEBANK-05, C-24: in the centralized phase too at a counter of the new bank, four working days, bound to no bank of a group', async () => {
    await holder('2025-10-09');
    assert.equal(codeOf(await leave({ warned: false })), 'WARNING_NOT_READ', 'R-CHANGEBANK-07');
    done(await leave());
    const submitted = done(await applyFor('104', atNewBank(true)));
    assert.equal(submitted.dueOn, '2025-10-14');
    city.passTime({ minutes: 10 });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    assert.deepEqual(await states(), ['cancelled cancel', 'not-enabled'], 'no bank of the pension holds it up');
  });

  it('R-CHANGEBANK-07: from 2026 on nobody has to be warned', async () => {
    await holder('2026-02-02');
    assert.equal(codeOf(await leave({ warned: false })), 'ok');
  });
});

describe('a card taken back by mistake', () => {
  it('R-CHANGEBANK-03: is put right by two people; there is no change of bank then, and a true one can begin', async () => {
    await holder('2026-03-02');
    done(await leave());
    const [event] = await sql<{ seq: number }[]>`
      select seq from events where person_id = ${person.personId} and action = 'cancel-card'`;
    const acting = { actor: 'staff', channel: 'console', outlet: null, bank: null } as const;
    const { correctionId } = done(
      await proposeCorrection(city, {
        ...{ acting: { ...acting, actorId: 'clerk-7' }, key: freshKey(), personId: person.personId },
        ...{ seq: event?.seq ?? 0, reason: '柜台听错了，本人只想补登折' },
      }),
    );
    done(
      await decideCorrection(city, {
        ...{ acting: { ...acting, actorId: 'bureau-1' }, key: freshKey(), correctionId: correctionId as CorrectionId },
        ...{ decision: 'confirmed', note: '' },
      }),
    );
    assert.match(`${await states()}`, /^enabled/);
    assert.equal(await findBankChange(sql, person.personId), undefined);
    assert.equal(codeOf(await applyFor('104')), 'CARD_EXISTS');
    done(await leave());
    assert.equal(codeOf(await applyFor('104')), 'ok');
  });
});

describe('from an old card', () => {
  const old = async (day: string) => {
    on(day);
    person = await insertTestPerson(sql, keys, {
      groups: ['flexible'],
      birthDate: Temporal.PlainDate.from('1990-03-02'),
    });
    await insertOldCard(sql, keys, person.personId);
  };

  it('R-CHANGEBANK-01: in the centralized phase an application online with the wanted bank, the old card going on', async () => {
    await old('2025-09-03');
    assert.equal(codeOf(await applyFor('104', atNewBank(false))), 'OFFLINE_CLOSED');
    done(await applyFor('308'));
    assert.deepEqual(await states(), ['enabled']);
    assert.equal(await lastChange(), null, 'C-25: the first issue is no change');
  });

  it('R-CHANGEBANK-02: in the regular phase at a counter of the wanted bank, on the same day', async () => {
    await old('2026-01-12');
    assert.equal(done(await applyFor('104', atNewBank(true))).dueOn, '2026-01-12');
  });
});
