// Shows how money comes into the transit purse and goes out again, and that its balance is nothing but the sum of its entries.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { orderReplacement } from '../applications/order-replacement.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import { parseYuan, yuanText } from '../base/money.ts';
import { openCard } from '../cards/card.ts';
import type { Served } from '../cards/card-asker.ts';
import { answerRequest, type BankAnswer } from '../finance/answer-request.ts';
import { listRequests } from '../finance/list-requests.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Payment, SocialSecurityState } from '../policy/question.ts';
import { openSuburbanRail } from './open-suburban-rail.ts';
import { orderTransitRefund, redirectTransitRefund } from './refund-transit.ts';
import { type TransitReport, takeTransitReport } from './take-transit-report.ts';
import { topUpTransit } from './top-up-transit.ts';
import { type RefundAccount, walletAsOf } from './transit.ts';
import type { AtCounter } from './transit-change.ts';

const city = await testCity();
const { sql, keys } = city;
const start = Temporal.Instant.from('2026-03-02T09:00:00+08:00');
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;
let cardNumber: string;

const issuing: Served = { by: 'staff', outletId: outlet, bank: '102', documents: ['card'] };
const other: Served = { ...issuing, outletId: otherOutlet, bank: '105' };
const withId = (served: Served): Served => ({ ...served, documents: ['holder-id', 'card'] });

const asked = (served: Served): AtCounter => ({
  ...({ actor: 'holder', actorId: 'clerk-7', channel: 'bank' } as const),
  ...{ personId: person.personId, cardId, served, key: freshKey() },
});
const topUp = (fen: number, payment: Payment = 'cash', served = issuing) =>
  topUpTransit(city, { ...asked(served), fen, payment });
const openRail = (served = withId(issuing)) => openSuburbanRail(city, asked(served));
const tell = (report: Partial<TransitReport> & Pick<TransitReport, 'kind'>, reference = freshKey()) =>
  takeTransitReport(city, {
    client: 'transit-operator',
    report: { reference, cardNumber, happenedAt: city.businessClock(), fen: 1_000, ...report } as TransitReport,
  });
const cardIs = (state: SocialSecurityState, more: { reissue?: boolean } = {}) => sql`
  update cards set social_security = ${state}, reissue_requested = ${more.reissue ?? false} where card_id = ${cardId}`;
const kept = async () => {
  const [row] = await sql<{ lines: number; fen: number; told: string }[]>`
    select count(*)::int as lines, coalesce(sum(amount_fen), 0)::int as fen,
      (select coalesce(sum((facts ->> 'amount')::numeric * 100), 0)::int from events
       where person_id = ${person.personId} and subject = ${`card:${cardId}`}) as told
    from transit_entries where person_id = ${person.personId}`;
  assert.ok(row);
  assert.equal(row.told, row.fen, 'the events tell the same balance');
  return { lines: row.lines, fen: row.fen };
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await mailedCard(city, person.personId);
  const [row] = await sql<{ cardId: CardId; sealed: Buffer }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${person.personId} returning card_id as "cardId", sealed`;
  assert.ok(row);
  await sql`update applications set state = 'received' where person_id = ${person.personId}`;
  cardId = row.cardId;
  cardNumber = openCard(keys, person.personId, row.sealed).number ?? '';
  city.setClock(start);
});

describe('what a purse is with its card (3.3-c)', () => {
  const table: readonly [string, Parameters<typeof walletAsOf>[0], SocialSecurityState, boolean, string][] = [
    ['R-TRANSIT-07: it is there from the issue on', null, 'not-enabled', false, 'not-ready'],
    ['R-TRANSIT-03: ready after the first top-up', 'ready', 'enabled', false, 'ready'],
    ['R-TRANSIT-10: a loss alone takes nothing', 'ready', 'formally-lost', false, 'ready'],
    ['R-TRANSIT-10: lost, and a new card asked for', 'ready', 'formally-lost', true, 'forfeited'],
    ['R-TRANSIT-10: and so it stays', 'ready', 'replaced', true, 'forfeited'],
    ['G-11: it ends with the card', 'ready', 'cancelled', false, 'closed'],
    ['G-11: so does an empty one', null, 'replaced', false, 'closed'],
    ['R-TRANSIT-11: what is paid back is paid', 'refund-pending', 'replaced', false, 'refund-pending'],
    ['R-TRANSIT-11: and was', 'refunded', 'cancelled', false, 'refunded'],
  ];
  for (const [name, own, socialSecurity, reissueRequested, state] of table)
    it(name, () => assert.equal(walletAsOf(own, { socialSecurity, reissueRequested }), state));
});

describe('topping up', () => {
  it('R-TRANSIT-01, R-TRANSIT-02, R-TRANSIT-03, R-TRANSIT-12: any bank, the account at the issuing one only', async () => {
    const first = done(await topUp(2_000, 'issuing-account'));
    assert.deepEqual(first, {
      ...{ cardId, wallet: 'ready', balance: '20.00', suburbanRail: false, refundDueOn: null },
    });
    assert.equal(done(await topUp(5_000, 'cash', other)).balance, '70.00');
    assert.equal(done(await topUp(1_000, 'other-bank-card', other)).balance, '80.00');
    assert.equal(codeOf(await topUp(1_000, 'issuing-account', other)), 'NOT_ISSUING_BANK');
    await sql`update cards set financial = 'not-activated' where card_id = ${cardId}`;
    assert.equal(codeOf(await topUp(1_000, 'issuing-account')), 'WRONG_STATE');
    assert.deepEqual(await kept(), { lines: 3, fen: 8_000 });
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-TRANSIT-01: multiples of ten yuan, up to a thousand on the card: the terms of the day', async () => {
    for (const fen of [0, -1_000, 500, 1_050]) assert.equal(codeOf(await topUp(fen)), 'AMOUNT_NOT_OFFERED');
    done(await topUp(99_000));
    assert.equal(codeOf(await topUp(2_000)), 'BALANCE_TOO_LARGE');
    assert.equal(done(await topUp(1_000)).balance, '1000.00');
  });

  it('R-ENABLE-09, C-21: at an outlet only once the card is enabled; without the card not at all', async () => {
    assert.equal(codeOf(await topUp(1_000, 'cash', { ...issuing, documents: [] })), 'DOCUMENT_MISSING');
    for (const state of ['not-enabled', 'temporarily-lost', 'formally-lost', 'cancelled'] as const) {
      await cardIs(state);
      assert.equal(codeOf(await topUp(1_000)), 'WRONG_STATE', state);
    }
    assert.equal(
      codeOf(await topUpTransit(city, { ...asked(issuing), channel: 'street', fen: 1_000, payment: 'cash' })),
      'SERVICE_NOT_AT_CHANNEL',
    );
  });

  it('the same command again is one top-up', async () => {
    const same = { ...asked(issuing), fen: 1_000, payment: 'cash' } as const;
    const answers = await Promise.all([topUpTransit(city, same), topUpTransit(city, same)]);
    assert.deepEqual(answers.map(codeOf), ['ok', 'ok']);
    assert.deepEqual(await kept(), { lines: 1, fen: 1_000 });
  });
});

describe('suburban rail', () => {
  it('R-TRANSIT-04, C-19: card and ID at the issuing bank, after the first top-up, once', async () => {
    assert.equal(codeOf(await openRail()), 'WALLET_IN_STATE');
    done(await topUp(2_000));
    assert.equal(codeOf(await openRail(issuing)), 'DOCUMENT_MISSING');
    assert.equal(codeOf(await openRail(withId(other))), 'NOT_ISSUING_BANK');
    assert.equal(done(await openRail()).suburbanRail, true);
    assert.equal(codeOf(await openRail()), 'WRONG_STATE');
    assert.equal(done(await topUp(1_000)).suburbanRail, true, 'a top-up takes nothing away');
  });
});

it('R-TRANSIT-05: until 8 October 2025 any cooperating bank opened suburban rail with the card alone', async () => {
  city.setClock(Temporal.Instant.from('2025-10-08T16:00:00+08:00'));
  done(await topUp(2_000, 'cash', other));
  assert.equal(done(await openRail(other)).suburbanRail, true);
});

describe('what the operator tells', () => {
  it('C-21, R-TRANSIT-01: top-ups elsewhere and rides count, whatever the state of the card; the same one once', async () => {
    await cardIs('not-enabled');
    for (let twice = 0; twice < 2; twice += 1)
      assert.deepEqual(done(await tell({ kind: 'top-up', fen: 5_050 }, 'app-0001')), {
        ...{ wallet: 'ready', balance: '50.50' },
      });
    assert.equal(done(await tell({ kind: 'rides', fen: 650 })).balance, '44.00');
    assert.equal(codeOf(await tell({ kind: 'rides', fen: 999 }, 'app-0001')), 'KEY_REUSED');
    assert.deepEqual(await kept(), { lines: 2, fen: 4_400 });
    const [event] = await sql`
      select actor, channel from events where person_id = ${person.personId} order by seq desc limit 1`;
    assert.deepEqual([event?.actor, event?.channel], ['operator', 'operator-interface']);
  });

  it('R-TRANSIT-04: suburban rail at its own outlets', async () => {
    assert.equal(codeOf(await tell({ kind: 'suburban-rail' })), 'WALLET_IN_STATE');
    done(await topUp(2_000));
    for (let twice = 0; twice < 2; twice += 1) done(await tell({ kind: 'suburban-rail' }));
    assert.equal(codeOf(await openRail()), 'WRONG_STATE', 'it is open');
  });

  it('R-TRANSIT-10: nothing comes to a purse that ended; nor what cannot be', async () => {
    assert.equal(codeOf(await tell({ kind: 'top-up', cardNumber: 'ZZZZZZZZZ' })), 'CARD_UNKNOWN');
    done(await topUp(2_000));
    assert.equal(codeOf(await tell({ kind: 'rides', fen: 2_001 })), 'BALANCE_TOO_SMALL');
    assert.equal(codeOf(await tell({ kind: 'rides', happenedAt: start.add({ seconds: 1 }) })), 'HAPPENS_LATER');
    await cardIs('formally-lost', { reissue: true });
    assert.equal(codeOf(await tell({ kind: 'top-up' })), 'WALLET_IN_STATE');
    assert.deepEqual(await kept(), { lines: 1, fen: 2_000 });
  });
});

describe('the refund', () => {
  const toCard = { to: 'card-account' } as const;
  const elsewhere = { to: 'other-account', bankName: '中国银行', number: '6299000000004321' } as const;
  const refund = (account: RefundAccount = elsewhere, served = withId(issuing)) =>
    orderTransitRefund(city, { ...asked(served), account });
  const exchange = async () =>
    done(
      await orderReplacement(city, {
        ...{ ...asked(withId(issuing)), service: 'exchange-damaged', reason: null, level: 0 },
        choice: { delivery: 'outlet', outletId: outlet },
        ...{ phone: '19900000001', language: 'zh' },
      }),
    );
  const filled = async (fen = 8_750) => {
    done(await tell({ kind: 'top-up', fen }));
    await exchange();
  };
  const openRequests = async () =>
    (await listRequests(city, { bank: '102' })).filter(
      ({ kind, idNumber }) => kind === 'refund' && idNumber === person.idNumber,
    );
  const answer = async (given: BankAnswer) => {
    const [request] = await openRequests();
    assert.ok(request);
    return answerRequest(city, { bank: '102', key: freshKey(), bankRequestId: request.bankRequestId, answer: given });
  };

  it('R-TRANSIT-11: with the exchange of a damaged card, the whole balance, within two natural days, to the account named', async () => {
    await filled();
    const ordered = done(await refund());
    assert.deepEqual([ordered.wallet, ordered.balance, ordered.refundDueOn], ['refund-pending', '0.00', '2026-03-04']);
    const [request] = await openRequests();
    assert.deepEqual(request?.content, { amount: '87.50', account: '中国银行 6299000000004321' });
    assert.equal(`${request?.dueAt}`, '2026-03-04T16:00:00Z', 'midnight of the last day (G-05)');
    assert.equal(codeOf(await refund()), 'WALLET_IN_STATE', 'it is under way');
    assert.equal(codeOf(await tell({ kind: 'top-up' })), 'WALLET_IN_STATE');
    assert.equal(codeOf(await topUp(1_000)), 'WALLET_IN_STATE');
    done(await answer({ outcome: 'confirmed' }));
    const [wallet] = await sql`select state, refunded_at from transit_wallets where card_id = ${cardId}`;
    assert.equal(wallet?.state, 'refunded');
    assert.deepEqual(await kept(), { lines: 2, fen: 0 });
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-TRANSIT-11: what the bank could not pay is owed still, and goes to another account', async () => {
    await filled();
    done(await refund());
    const again = () => redirectTransitRefund(city, { ...asked(withId(issuing)), account: toCard });
    assert.equal(codeOf(await again()), 'REFUND_IS_UNDER_WAY');
    done(await answer({ outcome: 'refused', reason: 'account-not-found' }));
    const redirected = done(await again());
    assert.deepEqual([redirected.wallet, redirected.refundDueOn], ['refund-pending', '2026-03-04']);
    assert.deepEqual((await openRequests())[0]?.content, { amount: '87.50', account: 'card-account' });
    done(await answer({ outcome: 'confirmed' }));
    assert.deepEqual(await kept(), { lines: 2, fen: 0 }, 'paid once');
  });

  it('R-TRANSIT-10, R-TRANSIT-11: not without the exchange, not for nothing, not elsewhere, and never for a lost card', async () => {
    done(await topUp(2_000));
    assert.equal(codeOf(await refund()), 'EXCHANGE_NOT_ASKED');
    await filled();
    assert.equal(codeOf(await refund(elsewhere, withId(other))), 'NOT_ISSUING_BANK');
    assert.equal(codeOf(await refund(elsewhere, issuing)), 'DOCUMENT_MISSING');
    await sql`update cards set financial = 'not-activated' where card_id = ${cardId}`;
    assert.equal(codeOf(await refund(toCard)), 'ACCOUNT_NOT_ACTIVE');
    await cardIs('formally-lost');
    assert.equal(codeOf(await refund()), 'WRONG_STATE');
    await cardIs('replaced', { reissue: true });
    assert.equal(codeOf(await refund()), 'WRONG_STATE', 'forfeited');
    assert.deepEqual(await kept(), { lines: 2, fen: 10_750 });
  });

  it('G-11: a card that was cancelled and is at hand, as the terms of the day say; an empty purse never', async () => {
    await cardIs('cancelled');
    assert.equal(codeOf(await refund()), 'NOTHING_TO_REFUND');
    await cardIs('enabled');
    await filled();
    await cardIs('cancelled');
    assert.equal(done(await refund()).wallet, 'refund-pending');
  });
});

describe('the balance', () => {
  type Act = { readonly kind: 'top-up' | 'rides' | 'counter'; readonly fen: number; readonly reference: number };
  const act: fc.Arbitrary<Act> = fc.record({
    kind: fc.constantFrom('top-up', 'rides', 'counter'),
    fen: fc.integer({ min: 1, max: 40 }).map((tens) => tens * 1_000),
    reference: fc.integer({ min: 0, max: 5 }),
  });
  const perform = async ({ kind, fen, reference }: Act) =>
    kind === 'counter' ? topUp(fen) : tell({ kind, fen }, `${person.personId} ${kind} ${reference}`);

  it('is the sum of the entries and never below nothing, from four sides at once and repeated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (acts) => {
        const before = await kept();
        const lanes = [0, 1, 2, 3].map((lane) => acts.filter((_, index) => index % 4 === lane));
        const all = await Promise.all(
          lanes.map(async (lane) => {
            const answers: string[] = [];
            for (const each of lane) answers.push(codeOf(await perform(each)));
            return answers;
          }),
        );
        const known = ['ok', 'BALANCE_TOO_SMALL', 'BALANCE_TOO_LARGE', 'WALLET_IN_STATE', 'KEY_REUSED', 'BUSY'];
        for (const code of all.flat()) assert.ok(known.includes(code), code);
        const after = await kept();
        assert.ok(after.fen >= 0 && after.lines >= before.lines);
        const { balance } = done(await tell({ kind: 'top-up', fen: 1 }, `${freshKey()}`));
        assert.equal(parseYuan(balance), after.fen + 1, `${yuanText(after.fen)} explained`);
      }),
      { numRuns: 12 },
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });
});
