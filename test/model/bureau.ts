// What the bureau does with an application, and what the record learns meanwhile: sent back, held, let go on (G-38).
import { holdApplication } from '../../src/applications/hold-application.ts';
import { rejectApplication } from '../../src/applications/reject-application.ts';
import { releaseApplication } from '../../src/applications/release-application.ts';
import { ok } from '../../src/base/result.ts';
import { insertRecordChanges } from '../../src/people/record-changes-store.ts';
import { about, ofBank } from './applications.ts';
import { type Draw, drawIndex } from './hand.ts';
import { done, type Life, unless, withApplication, withCard } from './life.ts';

const clerk = 'clerk-1';

/** A card that is made ends with its application, an activated account does not; a number without a card is no more. */
const cardOut = (life: Life, index: number | null): Life => {
  const card = index === null ? undefined : life.cards[index];
  if (index === null || !card || card.socialSecurity === 'cancelled') return life;
  const socialSecurity = card.socialSecurity === 'unmade' ? 'dropped' : 'cancelled';
  const financial = card.financial === 'not-activated' ? 'cancelled' : card.financial;
  // Lost on its way, it is no more lost than it is anything else.
  return withCard(life, index, { socialSecurity, financial, lostUntil: null, lostFrom: null });
};

const reject: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'reject', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application) => {
      const { state, bank, card, orders } = application;
      const recalled = ofBank(application, 'withdrawn', orders[bank]?.visibleAt);
      const moved = { state: 'rejected', heldFrom: null, card: null, isParcel: false, orders: recalled };
      return unless(['submitted', 'on-hold'].includes(state) ? [] : ['WRONG_STATE'], life, () =>
        done(cardOut(withApplication(life, index, moved), card)),
      );
    },
    run: ({ ground }, number, key) =>
      rejectApplication(ground, { clerkId: clerk, key, number, reasons: ['contact-incomplete'] }),
  });
};

const holdable = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'returned'];
/** On hold, where it can be held; otherwise as it was. */
export const held = (life: Life, index: number): Life => {
  const application = life.applications[index];
  if (!application || !holdable.includes(application.state)) return life;
  const isWaiting = application.orders[application.bank]?.state === 'waiting';
  const orders = isWaiting ? ofBank(application, 'held') : application.orders;
  return withApplication(life, index, { state: 'on-hold', heldFrom: application.state, orders });
};

const hold: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'hold', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, { state }) =>
      unless(holdable.includes(state) ? [] : ['WRONG_STATE'], life, () => done(held(life, index))),
    run: ({ ground }, number, key) =>
      holdApplication(ground, { clerkId: clerk, key, number, reasons: ['under-review'] }),
  });
};

const release: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'release', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application, at) => {
      const { heldFrom, bank, orders } = application;
      const again = orders[bank]?.state === 'held' ? ofBank(application, 'waiting') : orders;
      const moved = { state: heldFrom ?? '', heldFrom: null, judgedAt: at, orders: again };
      return unless(heldFrom === null ? ['WRONG_STATE'] : [], life, () => done(withApplication(life, index, moved)));
    },
    run: ({ ground }, number, key) => releaseApplication(ground, { clerkId: clerk, key, number }),
  });
};

let changes = 0;
/** As the import records another name; it has no event of the application. */
const rename: Draw = () => ({
  name: 'another name becomes known',
  isKeyless: true,
  isAlone: true,
  judge: (life, at) => done({ ...life, renamedAt: at }),
  aim:
    ({ ground, person: { personId } }) =>
    async () => {
      const at = ground.businessClock();
      const holdsFrom = Temporal.PlainDate.from('2025-07-01');
      changes += 1;
      const change = { personId, eventSeq: 1_000_000 + changes, fact: 'name', holdsFrom } as const;
      await insertRecordChanges(ground.sql, [{ ...change, sealed: Buffer.of(1) }], at);
      return ok(null);
    },
});

export const bureauDraws: readonly (readonly [Draw, number])[] = [
  [reject, 1],
  [hold, 1],
  [release, 2],
  [rename, 1],
];
