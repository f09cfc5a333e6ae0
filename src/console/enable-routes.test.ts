// Enabling for somebody at a counter or on the telephone: the documents, the check of a caller, and whose cards.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';

/** Somebody whose new card of bank 102 has come by mail, with an old card in use. */
const withNewCard = async ({ city }: Console) => {
  const person = await insertTestPerson(city.sql, city.keys);
  await insertOldCard(city.sql, city.keys, person.personId);
  await mailedCard(city, person.personId);
  const [card] = await city.sql<{ cardId: string }[]>`
    select card_id as "cardId" from cards where person_id = ${person.personId} and generation = 3`;
  assert.ok(card);
  return { ...person, path: `/console/people/${person.personId}/cards/${card.cardId}/enable` };
};

const enabledBy = async ({ city: { sql } }: Console, personId: string) => {
  const [event] = await sql`
    select actor, actor_id, channel, outlet, facts from events where person_id = ${personId} and action = 'enable-card'`;
  return event && { ...event };
};

const key = '018f0000-0000-7000-8000-000000000002';
const send = (clerk: Clerk, path: string, form: Readonly<Record<string, string>>, documents: readonly string[] = []) =>
  clerk.post(path, { key, for: 'holder', ...form }, { documents });

describe('enabling in the console', () => {
  it('R-ENABLE-02: at a street outlet, with document and card, on record as the clerk’s act on the person’s word', async (t) => {
    const program = await consoleOf(t);
    const person = await withNewCard(program);
    const clerk = await program.as('street');
    assert.equal((await clerk.get(person.path)).location, `/console/people/${person.personId}`, 'a reason first');
    const record = await clerk.openRecord(person.personId);
    assert.ok(record.body.includes(`${person.path}?for=holder`));
    const form = await clerk.get(person.path);
    assert.match(form.body, /本人有效身份证件/);
    assert.doesNotMatch(form.body, /callerName/);
    assert.equal((await send(clerk, person.path, {}, ['holder-id'])).status, 409, 'the card is not there');
    assert.equal(await enabledBy(program, person.personId), undefined);
    const done = await send(clerk, person.path, {}, ['holder-id', 'card']);
    assert.equal(done.location, `/console/people/${person.personId}`);
    const event = await enabledBy(program, person.personId);
    assert.deepEqual(
      [event?.actor, event?.actor_id, event?.channel, event?.outlet, event?.facts['asked-by'], event?.facts.documents],
      ['staff', 'test-street', 'street', 'J11010801', 'holder', 'holder-id card'],
    );
    const cards = await program.city.sql`
      select social_security from cards where person_id = ${person.personId} order by generation`;
    assert.deepEqual(
      cards.map((card) => card.social_security),
      ['invalid', 'enabled'],
    );
  });

  it('G-28, R-HOTLINE-03: on the telephone by name, number and a further proof; which one is kept, the answer never', async (t) => {
    const program = await consoleOf(t);
    const person = await withNewCard(program);
    const clerk = await program.as('hotline');
    await clerk.openRecord(person.personId, 'calling');
    assert.match((await clerk.get(person.path)).body, /callerName/);
    const caller = { callerName: person.name, callerIdNumber: person.idNumber, proof: 'call-back' };
    const { proof: _proof, ...unproved } = caller;
    for (const wrong of [{ ...caller, callerName: '李别人' }, { ...caller, callerIdNumber: '1' }, unproved]) {
      const refused = await send(clerk, person.path, wrong);
      assert.equal(refused.status, 409);
      assert.ok(!refused.body.includes(person.idNumber) && !refused.body.includes(person.name));
    }
    assert.equal((await send(clerk, person.path, caller)).status, 303);
    const event = await enabledBy(program, person.personId);
    assert.deepEqual([event?.channel, event?.facts.proof], ['hotline', 'call-back']);
    assert.ok(!JSON.stringify(event).includes(person.idNumber));
  });

  it('R-ENABLE-02: a bank enables its own cards alone', async (t) => {
    const program = await consoleOf(t);
    const person = await withNewCard(program);
    await program.city.sql`update cards set bank = '309' where person_id = ${person.personId}`;
    await program.city.sql`update applications set bank = '309' where person_id = ${person.personId}`;
    const clerk = await program.as('bank-outlet');
    assert.equal((await clerk.get(person.path)).status, 404);
    assert.equal((await send(clerk, person.path, {}, ['holder-id', 'card'])).status, 404);
  });
});
