// Shows that one person may be served by everybody at once: nothing breaks, and whoever comes too late is told why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CardId } from '../src/base/ids.ts';
import { enableCard } from '../src/cards/enable-card.ts';
import type { PersonRecord } from '../src/people/person.ts';
import { randomOf } from '../src/seed/random.ts';
import { checkInvariants } from './model/invariants.ts';
import { done, freshKey, mailedCard } from './support/card-journey.ts';
import { openingDay, testCity } from './support/city.ts';
import { everyCommand, newestOf } from './support/every-command.ts';
import { insertTestOutlet, insertTestPerson, insertTestUploads } from './support/people.ts';

const city = await testCity();
const { sql, keys } = city;
await insertTestOutlet(sql, '102');
/** The regular phase, in which nearly everything is to be had. */
const day = Temporal.Instant.from('2026-03-02T10:00:00+08:00');
/** As many as a process has connections. */
const lanes = 8;

/** Somebody with a card in use, whose account is not activated yet. */
const holder = async (): Promise<PersonRecord> => {
  const person = await insertTestPerson(sql, keys);
  const { personId } = person;
  await mailedCard(city, personId);
  const [card] = await sql<{ cardId: CardId }[]>`select card_id as "cardId" from cards where person_id = ${personId}`;
  assert.ok(card);
  const asked = { personId, cardId: card.cardId, actor: 'holder', actorId: personId, level: 3 } as const;
  done(await enableCard(city, { ...asked, channel: 'minsheng', key: freshKey() }));
  await insertTestUploads(city, personId);
  return person;
};

/** What ends things comes late, or there would soon be nothing left to ask for. */
const late = ['withdraw', 'take a consent back', 'send back', 'cancel it at a street', 'take a new one for a lost one'];

/** Every command once, in an order of its own; `ok`, or the code of the refusal. */
const ask = async (person: PersonRecord, seed: number): Promise<readonly (readonly [string, string])[]> => {
  const random = randomOf(seed);
  const places = new Map(
    Object.keys(everyCommand).map((name) => [name, random.fraction() + (late.includes(name) ? 0.6 : 0)]),
  );
  const inOrder = Object.entries(everyCommand).toSorted(
    ([one], [other]) => (places.get(one) ?? 0) - (places.get(other) ?? 0),
  );
  const told: (readonly [string, string])[] = [];
  for (const [name, command] of inOrder) {
    const result = await command({ city, person, newest: await newestOf(city, person) });
    told.push([name, result.ok ? 'ok' : result.code]);
  }
  return told;
};

test('eight at once ask for everything of one person', async () => {
  city.setClock(openingDay);
  const person = await holder();
  city.setClock(day);
  const asked = Array.from({ length: lanes }, (_, lane) => ask(person, 20_260_302 + lane));
  const told = (await Promise.all(asked)).flat();
  const happened = told.filter(([, answer]) => answer === 'ok');
  const busy = told.filter(([, answer]) => answer === 'BUSY');
  assert.equal(told.length, lanes * Object.keys(everyCommand).length);
  // Had nearly all been refused, little would be shown; and hardly anybody is to be told to come again.
  assert.ok(new Set(happened.map(([name]) => name)).size >= 15 && busy.length <= 0.05 * told.length, inWords(told));
  await checkInvariants({ sql, keys, people: [person.personId] });
});

const inWords = (told: readonly (readonly [string, string])[]): string =>
  told.map(([name, answer]) => `${name}: ${answer}`).join('\n');
