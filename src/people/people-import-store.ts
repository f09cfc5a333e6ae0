// All SQL by which the import writes people, their look-ups and the cards the core system knows of.
import type { PersonHead } from '../audit/chain-events.ts';
import type { PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Session } from '../database/import-file.ts';
import type { CardRow, EndedCard, HeldCard } from './import-cards.ts';
import { type InsuranceRow, insuranceColumns } from './person-row.ts';

/** What the database holds already for one row of a batch. */
export type KnownRow = {
  readonly person_id: PersonId | null;
  readonly source_mac: Buffer | null;
  readonly id_owner: PersonId | null;
  readonly employer_known: boolean;
};

export type Lookup = { readonly core: Buffer; readonly id: Buffer; readonly employerCode: string | null };

/** One row for each look-up, in their order. */
export const listKnown = async (session: Session, lookups: readonly Lookup[]): Promise<readonly KnownRow[]> => session<
  KnownRow[]
>`
  select c.person_id, r.source_mac, i.person_id as id_owner, (n.employer is null or e.code is not null) as employer_known
  from unnest(
    ${arrayOf(lookups.map(({ core }) => core))}::text::bytea[], ${arrayOf(lookups.map(({ id }) => id))}::text::bytea[],
    ${arrayOf(lookups.map(({ employerCode }) => employerCode))}::text::text[]
  ) with ordinality as n (core, id, employer, place)
  left join core_numbers c on c.blind = n.core
  left join insured_records r on r.person_id = c.person_id
  left join id_numbers i on i.blind = n.id
  left join employers e on e.code = n.employer
  order by n.place`;

/** A record as it is written; lists and dates as text. */
export type RecordRow = {
  readonly personId: PersonId;
  readonly core: Buffer;
  readonly id: Buffer;
  readonly phone: Buffer | null;
  readonly sealed: Buffer;
  readonly groups: string;
  readonly insured: boolean;
  readonly district: string;
  readonly employerCode: string | null;
  readonly pensionBanks: string;
  readonly retiredOn: string | null;
  readonly lastBankChangeOn: string | null;
  readonly diedOn: string | null;
  readonly mac: Buffer;
};

const recordColumns = (session: Session, rows: readonly RecordRow[], at: Temporal.Instant) => session`
  select n.person_id, n.sealed, string_to_array(n.groups, ',') as groups, n.insured, n.district, n.employer_code,
    n.pension_banks::jsonb, n.retired_on::date, n.last_bank_change_on::date, n.died_on::date, n.source_mac, ${at}::timestamptz
  from unnest(
    ${arrayOf(rows.map((row) => row.personId))}::text::uuid[], ${arrayOf(rows.map((row) => row.sealed))}::text::bytea[],
    ${arrayOf(rows.map((row) => row.groups))}::text::text[], ${arrayOf(rows.map((row) => row.insured))}::text::boolean[],
    ${arrayOf(rows.map((row) => row.district))}::text::text[], ${arrayOf(rows.map((row) => row.employerCode))}::text::text[],
    ${arrayOf(rows.map((row) => row.pensionBanks))}::text::text[], ${arrayOf(rows.map((row) => row.retiredOn))}::text::text[],
    ${arrayOf(rows.map((row) => row.lastBankChangeOn))}::text::text[], ${arrayOf(rows.map((row) => row.diedOn))}::text::text[],
    ${arrayOf(rows.map((row) => row.mac))}::text::bytea[]
  ) as n (person_id, sealed, groups, insured, district, employer_code, pension_banks, retired_on, last_bank_change_on, died_on,
          source_mac)`;

/** New people with the heads of their chains and their look-ups, all in one statement. */
export const insertPeople = (
  session: Session,
  {
    rows,
    heads,
    at,
  }: { readonly rows: readonly RecordRow[]; readonly heads: readonly PersonHead[]; readonly at: Temporal.Instant },
): Promise<unknown> => {
  const personIds = rows.map((row) => row.personId);
  const phones = rows.filter((row) => row.phone !== null);
  return session`
    with person as (
      insert into people (person_id, event_count, event_mac) select * from unnest(
        ${arrayOf(heads.map((head) => head.personId))}::text::uuid[], ${arrayOf(heads.map((head) => head.eventCount))}::text::int[],
        ${arrayOf(heads.map((head) => head.eventMac))}::text::bytea[])
    ), core as (
      insert into core_numbers select * from unnest(${arrayOf(rows.map((row) => row.core))}::text::bytea[], ${arrayOf(personIds)}::text::uuid[])
    ), id as (
      insert into id_numbers select * from unnest(${arrayOf(rows.map((row) => row.id))}::text::bytea[], ${arrayOf(personIds)}::text::uuid[])
    ), phone as (
      insert into phones select * from unnest(
        ${arrayOf(phones.map((row) => row.phone))}::text::bytea[], ${arrayOf(phones.map((row) => row.personId))}::text::uuid[])
    )
    insert into insured_records (person_id, sealed, groups, insured, district, employer_code, pension_banks, retired_on,
                                 last_bank_change_on, died_on, source_mac, imported_at)
    ${recordColumns(session, rows, at)}`;
};

/** A locked person: the head of the chain and the record as it is. */
export type LockedPerson = PersonHead &
  InsuranceRow & {
    readonly sealed: Buffer;
    readonly employerCode: string | null;
    readonly hasElectronicCard: boolean;
  };

/** Locks people in the order of their ids: from here on nobody else changes anything of theirs. */
export const lockPeople = async (
  session: Session,
  personIds: readonly PersonId[],
): Promise<readonly LockedPerson[]> => session<LockedPerson[]>`
  select people.person_id as "personId", people.event_count as "eventCount", people.event_mac as "eventMac",
    insured_records.sealed, insured_records.employer_code as "employerCode", ${insuranceColumns(session)},
    electronic_cards.person_id is not null as "hasElectronicCard"
  from people join insured_records on insured_records.person_id = people.person_id
  left join electronic_cards on electronic_cards.person_id = people.person_id
  where people.person_id = any(${arrayOf(personIds)}::text::uuid[])
  order by people.person_id for no key update of people`;

/** Records of people who are locked. A change of bank we saw ourselves is never put back to an earlier day. */
export const moveRecords = (
  session: Session,
  rows: readonly RecordRow[],
  at: Temporal.Instant,
): Promise<unknown> => session`
  update insured_records r set sealed = n.sealed, groups = n.groups, insured = n.insured, district = n.district,
    employer_code = n.employer_code, pension_banks = n.pension_banks, retired_on = n.retired_on,
    last_bank_change_on = greatest(r.last_bank_change_on, n.last_bank_change_on), died_on = n.died_on, source_mac = n.source_mac, imported_at = n.at
  from (${recordColumns(session, rows, at)}) as n (
    person_id, sealed, groups, insured, district, employer_code, pension_banks, retired_on, last_bank_change_on, died_on, source_mac, at)
  where r.person_id = n.person_id`;

/** A look-up that leads somewhere else from now on; null: there was none, or there is none any more. */
export type LookupMove = { readonly personId: PersonId; readonly from: Buffer | null; readonly to: Buffer | null };

export const moveIdNumbers = (session: Session, moves: readonly LookupMove[]): Promise<unknown> => session`
  with gone as (delete from id_numbers where blind = any(${arrayOf(moves.map(({ from }) => from))}::text::bytea[]))
  insert into id_numbers select n.blind, n.person_id
  from unnest(${arrayOf(moves.map(({ to }) => to))}::text::bytea[], ${arrayOf(moves.map(({ personId }) => personId))}::text::uuid[]) as n (blind, person_id)
  where n.blind is not null`;

export const movePhones = (session: Session, moves: readonly LookupMove[]): Promise<unknown> => session`
  with n as (
    select * from unnest(
      ${arrayOf(moves.map(({ personId }) => personId))}::text::uuid[], ${arrayOf(moves.map(({ from }) => from))}::text::bytea[],
      ${arrayOf(moves.map(({ to }) => to))}::text::bytea[]) as n (person_id, before, after)
  ), gone as (
    delete from phones p using n where p.blind = n.before and p.person_id = n.person_id
  )
  insert into phones select after, person_id from n where after is not null on conflict do nothing`;

/** A card of a locked person. */
export type HeldCardRow = HeldCard & { readonly personId: PersonId };

export const listHeldCards = async (
  session: Session,
  personIds: readonly PersonId[],
): Promise<readonly HeldCardRow[]> => session<HeldCardRow[]>`
  select person_id as "personId", card_id as "cardId", generation, bank, social_security as "socialSecurity", financial, sealed
  from cards where person_id = any(${arrayOf(personIds)}::text::uuid[])`;

/** New cards, what the file says anew of old ones, and cards that end with it: one statement, so that one is enabled at most. */
export const insertCards = (
  session: Session,
  {
    rows,
    ended,
    at,
  }: { readonly rows: readonly CardRow[]; readonly ended: readonly EndedCard[]; readonly at: Temporal.Instant },
): Promise<unknown> => {
  const numbered = rows.filter((row) => row.number !== null);
  const former = rows.map((row) => row.formerNumber).filter((number) => number !== null);
  return session`
    with number as (
      insert into card_numbers select * from unnest(
        ${arrayOf(numbered.map((row) => row.number))}::text::bytea[], ${arrayOf(numbered.map((row) => row.personId))}::text::uuid[],
        ${arrayOf(numbered.map((row) => row.cardId))}::text::uuid[]) on conflict do nothing
    ), former as (
      delete from card_numbers where blind = any(${arrayOf(former)}::text::bytea[])
    ), earlier as (
      update cards c set social_security = 'invalid', ended_at = ${at}
      from unnest(
        ${arrayOf(ended.map((card) => card.personId))}::text::uuid[], ${arrayOf(ended.map((card) => card.cardId))}::text::uuid[]
      ) as n (person_id, card_id)
      where c.person_id = n.person_id and c.card_id = n.card_id
    )
    insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed)
    select * from unnest(
      ${arrayOf(rows.map((row) => row.personId))}::text::uuid[], ${arrayOf(rows.map((row) => row.cardId))}::text::uuid[],
      ${arrayOf(rows.map((row) => row.generation))}::text::smallint[], ${arrayOf(rows.map((row) => row.bank))}::text::text[],
      ${arrayOf(rows.map((row) => row.socialSecurity))}::text::text[], ${arrayOf(rows.map((row) => row.financial))}::text::text[],
      ${arrayOf(rows.map((row) => row.sealed))}::text::bytea[])
    on conflict (person_id, card_id) do update set bank = excluded.bank, financial = excluded.financial, sealed = excluded.sealed`;
};

/** Electronic cards the core system knows of; one that we issued stays as it is. */
export const insertElectronicCards = (
  session: Session,
  personIds: readonly PersonId[],
  at: Temporal.Instant,
): Promise<unknown> => session`
  insert into electronic_cards (person_id, state, issued_at)
  select person_id, 'issued', ${at} from unnest(${arrayOf(personIds)}::text::uuid[]) as n (person_id) on conflict do nothing`;
