// What the database says of people, in the same words as the model; read apart from the program's own queries.
import type { PersonId } from '../../src/base/ids.ts';
import type { Queries } from '../../src/database/connection.ts';
import { contactOfLife, contactOfStored } from './contacts.ts';
import type { Hand } from './hand.ts';
import { asOf, type Life } from './life.ts';

type ApplicationRow = {
  readonly service: string;
  /** Place among the person's cards of the one it replaces. */
  readonly replaces: number | null;
  readonly number: string;
  readonly state: string;
  readonly bank: string;
  readonly delivery: string;
  readonly heldFrom: string | null;
  readonly sealed: string;
  readonly orders: Readonly<Record<string, string>> | null;
};
type CardRow = {
  readonly generation: number;
  readonly bank: string;
  readonly socialSecurity: string;
  readonly financial: string;
  readonly lostUntil: number | null;
  readonly lostFrom: string | null;
  readonly reissue: boolean;
  readonly requests: readonly { readonly kind: string; readonly state: string }[];
};
type TicketRow = { readonly id: string; readonly state: string; readonly desk: string };
type Row = {
  readonly personId: PersonId;
  readonly events: number;
  readonly applications: readonly ApplicationRow[];
  readonly cards: readonly CardRow[];
  readonly electronic: string | null;
  readonly password: string | null;
  readonly tickets: readonly TicketRow[];
  /** The newest change of bank. */
  readonly change: {
    readonly fromBank: string;
    readonly number: string | null;
    readonly formerOn: string | null;
  } | null;
  readonly changedBankOn: string | null;
  /** Cards made on the spot: application, state, blank. */
  readonly jobs: readonly { readonly id: string; readonly state: string; readonly blank: string }[];
  readonly sealedRecord: string;
  /** Messages to be sent, sealed. */
  readonly messages: readonly string[];
};

/** One row for each person. */
export const listStored = async (sql: Queries, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Row>> => {
  const rows = await sql<Row[]>`
    select people.person_id as "personId", event_count as events,
      (select coalesce(json_agg(json_build_object('number', number, 'state', state, 'service', service, 'sealed', encode(sealed, 'hex'), 'replaces',
        case when replaces is not null then (select count(*) from cards older where older.person_id = a.person_id
          and older.card_id < replaces) end, 'bank', bank, 'delivery', delivery,
        'heldFrom', held_from, 'orders', (select json_object_agg(orders.bank, orders.state) from orders
          where orders.person_id = a.person_id and orders.application_id = a.application_id))), '[]')
        from applications a where a.person_id = people.person_id) as applications,
      (select coalesce(json_agg(json_build_object('generation', generation, 'bank', bank,
        'socialSecurity', social_security, 'financial', financial, 'lostFrom', lost_from, 'reissue', reissue_requested,
        'lostUntil', (extract(epoch from lost_until) * 1000)::bigint,
        'requests', (select coalesce(json_agg(json_build_object('kind', kind, 'state', state)
          order by asked_at, bank_request_id), '[]') from bank_requests
          where bank_requests.person_id = cards.person_id and bank_requests.card_id = cards.card_id
            and matter = 'account')) order by card_id), '[]')
        from cards where cards.person_id = people.person_id) as cards,
      (select state from electronic_cards where electronic_cards.person_id = people.person_id) as electronic,
      (select state || ' ' || wrong_tries from service_passwords
        where service_passwords.person_id = people.person_id) as password,
      (select coalesce(json_agg(json_build_object('id', ticket_id, 'state', state, 'desk', desk)), '[]')
        from tickets where tickets.person_id = people.person_id) as tickets,
      (select json_build_object('fromBank', from_bank, 'formerOn', former_change_on, 'number', (
          select number from applications led where led.person_id = bank_changes.person_id
            and led.application_id = bank_changes.application_id))
        from bank_changes where bank_changes.person_id = people.person_id order by left_at desc limit 1) as change,
      (select last_bank_change_on::text from insured_records
        where insured_records.person_id = people.person_id) as "changedBankOn",
      (select coalesce(json_agg(json_build_object('id', job_id, 'state', state, 'blank', blank)), '[]')
        from instant_jobs where instant_jobs.person_id = people.person_id) as jobs,
      (select encode(sealed, 'hex') from insured_records
        where insured_records.person_id = people.person_id) as "sealedRecord",
      array(select encode(sealed, 'hex') from jobs where jobs.person_id = people.person_id
        and kind = 'send-message') as messages
    from people where people.person_id = any(${people.map(String)}::uuid[])`;
  return new Map(rows.map((row) => [row.personId, row]));
};

/** Asked, or let pass by the bank: it may still answer. */
const open = ['requested', 'timed-out'];

/** The stored rows in one text, in the order in which the answers told of them. */
export const textOfStored = (hand: Hand, row: Row): string => {
  const { numbers, tickets } = hand;
  return JSON.stringify({
    applications: numbers.map((number) => {
      const found = row.applications.find((each) => each.number === number);
      return (
        found && [
          ...[found.service, found.replaces, found.state, found.bank, found.delivery === 'mail', found.heldFrom],
          sorted(found.orders ?? {}),
        ]
      );
    }),
    unknown: row.applications.length - numbers.length,
    cards: row.cards.map((card) => [
      ...[card.generation, card.bank, card.socialSecurity, card.financial],
      ...[card.lostUntil, card.lostFrom, card.reissue],
      ...card.requests.map(({ kind, state }) => `${kind} ${open.includes(state) ? 'open' : state}`),
    ]),
    electronic: row.electronic ?? 'none',
    password: row.password ?? 'initial 0',
    tickets: tickets.map((id) => {
      const found = row.tickets.find((each) => each.id === id);
      return found && [found.state, found.desk];
    }),
    change: row.change && [
      row.change.fromBank,
      row.change.number && numbers.indexOf(row.change.number),
      row.change.formerOn,
    ],
    changedBankOn: row.changedBankOn,
    jobs: hand.jobs.map((id) => {
      const found = row.jobs.find((each) => each.id === id);
      return found && [found.state, found.blank];
    }),
    ...contactOfStored(hand, row),
  });
};

const made = ({ socialSecurity }: Life['cards'][number]): boolean => !['unmade', 'dropped'].includes(socialSecurity);

/** The same of a life as the rules have it, at an instant. */
export const textOfLife = (lived: Life, at: number): string => {
  const life = asOf(lived, at);
  return JSON.stringify({
    applications: life.applications.map(({ service, replaces, state, bank, byMail, heldFrom, orders }) => [
      ...[service, replaces && life.cards.slice(0, replaces).filter(made).length, state, bank, byMail, heldFrom],
      sorted(Object.fromEntries(Object.entries(orders).map(([code, order]) => [code, order.state]))),
    ]),
    unknown: 0,
    cards: life.cards
      .filter(made)
      .map((card) => [
        ...[card.generation, card.bank, card.socialSecurity, card.financial],
        ...[card.lostUntil, card.lostFrom, card.isReissueRequested],
        ...card.requests.map(({ kind, state }) => `${kind} ${state}`),
      ]),
    electronic: life.electronic,
    password: `${life.password.state} ${life.password.tries}`,
    tickets: life.tickets.map(({ state, desk }) => [state, desk]),
    change: life.change && [life.change.fromBank, life.change.application, life.change.formerOn],
    changedBankOn: life.changedBankOn,
    jobs: life.jobs.map(({ state, blank }) => [state, blank]),
    ...contactOfLife(life),
  });
};

const sorted = (states: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(states).toSorted(([one], [other]) => one.localeCompare(other));
