// Blank cards: figures that follow from their entries whatever happens at once, and a count whose difference somebody else settles.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import type { EnteredKind } from './card-stock.ts';
import { findStock, listCounts, listEntries, listStocks } from './card-stock-store.ts';
import { changeStock } from './change-stock.ts';
import { countStock, enterStock, settleDifference } from './keep-stock.ts';

const city = await testCity();
const { sql, keys } = city;
let outlet = 0;
let keeper = { account: 'clerk-1', outletId: '', bank: '102' };
const office = () => ({ ...keeper, account: 'office-1' });

const enter = (kind: EnteredKind, quantity: number, key = freshKey()) =>
  enterStock(city, { keeper, kind, quantity, key });
const use = (key = freshKey()) =>
  sql.begin((tx) => changeStock(tx, keys, { keeper, kind: 'used', quantity: 1, at: city.businessClock(), key }));
const figures = async () => {
  const stock = await findStock(sql, keeper.outletId);
  return stock && [stock.onHand, stock.spoiled, stock.entries];
};
/** The figures once more, from the entries alone. */
const summed = async () => {
  const [row] = await sql`
    select coalesce(sum(on_hand_change), 0)::int as a, coalesce(sum(spoiled_change), 0)::int as b, count(*)::int as c
    from card_stock_entries where outlet_id = ${keeper.outletId}`;
  return [row?.a, row?.b, row?.c];
};

beforeEach(() => {
  outlet += 1;
  keeper = { account: 'clerk-1', outletId: `Y1020${outlet}`, bank: '102' };
});

describe('blank cards', () => {
  const cases: readonly (readonly [string, EnteredKind, number, readonly number[] | string])[] = [
    ['more are received', 'received', 5, [15, 2, 4]],
    ['a bad one is set aside', 'found-bad', 1, [9, 3, 4]],
    ['spoiled ones are destroyed', 'destroyed', 2, [10, 0, 4]],
    ['no more are destroyed than lie there', 'destroyed', 3, 'NOTHING_TO_DESTROY'],
    ['no more are set aside than there are', 'found-bad', 11, 'NO_BLANK_CARD'],
    ['nothing', 'received', 0, 'STOCK_QUANTITY'],
    ['less than nothing', 'received', -1, 'STOCK_QUANTITY'],
    ['half a card', 'received', 1.5, 'STOCK_QUANTITY'],
    ['a pallet', 'received', 5_001, 'STOCK_QUANTITY'],
  ];
  for (const [name, kind, quantity, expected] of cases)
    it(`R-CHAN-16: ${name}`, async () => {
      done(await enter('received', 12));
      done(await enter('found-bad', 1));
      done(await enter('found-bad', 1));
      const entered = await enter(kind, quantity);
      if (typeof expected === 'string') assert.equal(codeOf(entered), expected);
      else assert.deepEqual(await figures(), expected);
      assert.deepEqual(await figures(), await summed());
    });

  it('R-PROD-08: of ten blanks taken by thirty at once ten are used, each entry once, and no figure is lost', async () => {
    done(await enter('received', 10));
    const taken = await Promise.all(Array.from({ length: 30 }, () => use()));
    assert.deepEqual(
      [taken.filter(({ ok }) => ok).length, new Set(taken.filter(({ ok }) => !ok).map(codeOf))],
      [10, new Set(['NO_BLANK_CARD'])],
    );
    assert.deepEqual(await figures(), [0, 0, 11]);
    const seqs = (await listEntries(sql, keeper.outletId)).map(({ seq }) => seq);
    assert.deepEqual(
      seqs,
      Array.from({ length: 11 }, (_, index) => 11 - index),
      'without a gap',
    );
  });

  it('R-PROD-08: the same key at once and again is one entry', async () => {
    done(await enter('received', 10));
    await Promise.all(Array.from({ length: 8 }, () => use('one')));
    done(await use('one'));
    assert.deepEqual(await figures(), [9, 0, 2]);
  });
});

describe('the count at the end of a day', () => {
  const count = (onHand: number, spoiled: number, by = keeper) =>
    countStock(city, { keeper: by, counted: { onHand, spoiled } });
  const today = Temporal.PlainDate.from('2025-10-09');
  const settle = (by = office()) => settleDifference(city, { keeper: by, day: today });

  it('agrees, and nothing is to be settled', async () => {
    done(await enter('received', 3));
    assert.deepEqual(done(await count(3, 0)), { state: 'agrees' });
    assert.equal(codeOf(await settle()), 'NO_DIFFERENCE');
    assert.equal(codeOf(await count(-1, 0)), 'STOCK_QUANTITY');
  });

  it('differs: it waits for the head office, never for who counted; what is used meanwhile stays used', async () => {
    done(await enter('received', 5));
    assert.deepEqual(done(await count(4, 0)), { state: 'differs' });
    const [first] = await listStocks(sql, '102');
    assert.deepEqual([first?.outletId, String(first?.differsOn)], [keeper.outletId, '2025-10-09']);
    done(await use());
    assert.equal(codeOf(await settle(keeper)), 'OWN_COUNT');
    done(await settle());
    done(await settle());
    assert.deepEqual(await figures(), [3, 0, 3]);
    assert.deepEqual(await figures(), await summed());
    const [counted] = await listCounts(sql, keeper.outletId);
    assert.deepEqual([counted?.state, counted?.settledBy], ['settled', 'office-1']);
    assert.equal(codeOf(await count(3, 0)), 'COUNT_SETTLED');
    assert.equal((await listStocks(sql, '309')).length, 0);
  });

  it('may be made anew as long as nobody settled it', async () => {
    done(await enter('received', 5));
    done(await count(4, 0));
    assert.deepEqual(done(await count(5, 0)), { state: 'agrees' });
  });
});
