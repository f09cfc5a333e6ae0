// Shows the timeline of an application: what happened where, what is due, and what can be done now.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { enableCard } from '../cards/enable-card.ts';
import { listCards } from '../cards/list-cards.ts';
import type { PersonRecord } from '../people/person.ts';
import { findProgress, type Progress } from './find-progress.ts';
import { listApplications } from './progress-store.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const progressOf = async (number: string): Promise<Progress> => {
  const progress = await findProgress(city, { personId: person.personId, number });
  assert.ok(progress);
  return progress;
};
const steps = ({ milestones }: Progress) => milestones.map(({ step }) => step);

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
});

describe('the progress of an application', () => {
  it('tells each step with time, channel and bank up to the enabled card', async () => {
    await insertOldCard(sql, keys, person.personId);
    const submitted = await apply(city, person.personId);
    const reports = reportsOf(city, submitted);
    city.passTime({ hours: 1 });
    await reports.opened();
    city.passTime({ hours: 24 });
    await reports.produced();
    await reports.mailed();
    const { cardToEnable, trackingNumber } = await progressOf(submitted.number);
    assert.ok(cardToEnable);
    assert.match(trackingNumber ?? '', /^EA/);
    const actorId = person.personId;
    await enableCard(city, {
      ...{ personId: actorId, cardId: cardToEnable, actor: 'holder', actorId, level: 3, channel: 'website', key: 'e' },
    });
    const progress = await progressOf(submitted.number);
    assert.deepEqual(
      progress.milestones.map(({ step, at, channel, bank }) => [step, String(at), channel, bank]),
      [
        ['submitted', '2025-10-09T01:00:00Z', 'minsheng', null],
        ['acknowledged', '2025-10-09T02:10:00Z', 'bank-interface', '102'],
        ['in-production', '2025-10-09T02:10:00Z', 'bank-interface', '102'],
        ['produced', '2025-10-10T02:10:00Z', 'bank-interface', '102'],
        ['mailed', '2025-10-10T02:10:00Z', 'bank-interface', '102'],
        ['enabled', '2025-10-10T02:10:00Z', 'website', null],
      ],
    );
    assert.equal(progress.state, 'received');
    assert.equal(progress.cardToEnable, null);
    const [card, old] = await listCards(city, person.personId);
    assert.deepEqual([card?.socialSecurity, old?.socialSecurity, old?.number], ['enabled', 'invalid', '00000000X']);
  });

  it('G-05: is late from the day after the last one, in Beijing, and no more once produced', async () => {
    const submitted = await apply(city, person.personId);
    assert.equal(String((await progressOf(submitted.number)).dueOn), '2025-11-08');
    city.setClock(Temporal.Instant.from('2025-11-08T23:59:59+08:00'));
    assert.equal((await progressOf(submitted.number)).late, false);
    city.setClock(Temporal.Instant.from('2025-11-09T00:00:00+08:00'));
    assert.equal((await progressOf(submitted.number)).late, true);
    const reports = reportsOf(city, submitted);
    await reports.opened();
    assert.equal((await progressOf(submitted.number)).late, true);
    await reports.produced();
    assert.equal((await progressOf(submitted.number)).late, false);
  });

  it('says until when it can be withdrawn', async () => {
    const submitted = await apply(city, person.personId);
    assert.equal(String((await progressOf(submitted.number)).withdrawUntil), '2025-10-09T01:10:00Z');
    await reportsOf(city, submitted).opened();
    assert.equal((await progressOf(submitted.number)).withdrawUntil, null);
  });

  it('names the outlet where the card lies, and offers to enable it only in the person’s hands', async () => {
    const outletId = await insertTestOutlet(sql, '102');
    const submitted = await apply(city, person.personId, { ...mailForm, delivery: 'outlet', outletId });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.ready(outletId);
    const waiting = await progressOf(submitted.number);
    assert.deepEqual(
      [waiting.outletName, waiting.milestones.at(-1)?.outletId, waiting.cardToEnable],
      ['试验支行', outletId, null],
    );
    await reports.handedOver(outletId);
    const collected = await progressOf(submitted.number);
    assert.equal(steps(collected).at(-1), 'collected');
    assert.ok(collected.cardToEnable);
  });

  it('is nobody else’s to see', async () => {
    const { number } = await apply(city, person.personId);
    const other = await insertTestPerson(sql, keys);
    assert.equal(await findProgress(city, { personId: other.personId, number }), undefined);
    assert.equal((await listApplications(sql, other.personId)).length, 0);
    assert.deepEqual(
      (await listApplications(sql, person.personId)).map((one) => one.number),
      [number],
    );
  });
});
