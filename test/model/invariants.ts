// What must hold of everybody at all times, asked of the database and of the events: docs/invariants.md says each in words.
import assert from 'node:assert/strict';
import { verifyPerson } from '../../src/audit/verify-chain.ts';
import type { PersonId } from '../../src/base/ids.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { checkEvents, listPast } from './events.ts';

export type Checked = { readonly sql: Sql; readonly keys: Keys; readonly people: readonly PersonId[] };

/** Rows of people for whom something does not hold; each column says what is wrong. */
type Question = (sql: Sql, people: string[]) => Promise<readonly object[]>;

/** Asked of the rows alone, by the name that docs/invariants.md has. */
const ofRows: Readonly<Record<string, Question>> = {
  'one-enabled-card': (sql, people) => sql`
    select person_id, count(*) from cards where person_id = any(${people}::uuid[]) and social_security = 'enabled'
    group by person_id having count(*) > 1`,
  'one-running-application': (sql, people) => sql`
    select person_id, count(*) from applications where person_id = any(${people}::uuid[])
      and state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold')
    group by person_id having count(*) > 1`,
  'old-card-goes-out': (sql, people) => sql`
    select old.person_id, old.card_id from cards old join cards young on young.person_id = old.person_id
    where old.person_id = any(${people}::uuid[]) and old.generation < 3 and old.social_security = 'enabled'
      and young.generation = 3 and young.enabled_at is not null`,
  'loss-has-its-end': (sql, people) => sql`
    select person_id, card_id from cards where person_id = any(${people}::uuid[])
      and ((social_security = 'temporarily-lost') <> (lost_until is not null)
        or (social_security in ('temporarily-lost', 'formally-lost')) <> (lost_from is not null))`,
  'reissued-is-lost-for-good': (sql, people) => sql`
    select person_id, card_id from cards where person_id = any(${people}::uuid[]) and reissue_requested
      and social_security not in ('formally-lost', 'replaced', 'cancelled')`,
  'replaced-has-its-successor': (sql, people) => sql`
    select person_id, card_id from cards where person_id = any(${people}::uuid[]) and social_security = 'replaced'
      and not exists (select from cards young where young.person_id = cards.person_id and young.generation = 3
        and young.bank = cards.bank and young.produced_at > cards.produced_at)`,
  'card-has-one-number': (sql, people) => sql`
    select cards.person_id, cards.card_id from cards left join card_numbers on card_numbers.card_id = cards.card_id
    where cards.person_id = any(${people}::uuid[]) and generation = 3
    group by cards.person_id, cards.card_id having count(card_numbers.blind) <> 1`,
  'order-has-its-application': (sql, people) => sql`
    select a.person_id, a.application_id from applications a where a.person_id = any(${people}::uuid[]) and not exists (
      select from orders where orders.person_id = a.person_id and orders.application_id = a.application_id
        and orders.bank = a.bank)`,
  'one-open-request-a-matter': (sql, people) => sql`
    select person_id, card_id, matter from bank_requests where person_id = any(${people}::uuid[])
      and state in ('requested', 'timed-out') group by person_id, card_id, matter having count(*) > 1`,
  'purse-is-not-below-nothing': (sql, people) => sql`
    select person_id, card_id from transit_entries where person_id = any(${people}::uuid[])
    group by person_id, card_id having sum(amount_fen) < 0`,
};

/** Every invariant that is asked of rows or of a chain; those of the events have their names in `events.ts`. */
export const namesOfRows: readonly string[] = [...Object.keys(ofRows), 'chain-is-whole'];

/** Throws at the first that does not hold, and says of whom. */
export const checkInvariants = async ({ sql, keys, people }: Checked): Promise<void> => {
  const ids = people.map(String);
  for (const [name, question] of Object.entries(ofRows)) assert.deepEqual([...(await question(sql, ids))], [], name);
  for (const personId of people) assert.deepEqual(await verifyPerson({ sql, keys }, personId), [], 'chain-is-whole');
  for (const past of await listPast(sql, people)) checkEvents(past);
};
