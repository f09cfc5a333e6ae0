// What the decisions about enabling and activating a card read: the card and all that changes with it, in one select.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type PersonRow, personColumns } from '../people/person-row.ts';
import { type CardColumns, cardColumns } from './card-row.ts';

export type EnablingRow = Head &
  PersonRow &
  CardColumns & {
    /** The application it came from; null: a card of the import. */
    readonly applicationId: ApplicationId | null;
    readonly applicationState: ApplicationState | null;
    readonly applicationSealed: Buffer | null;
    /** Bank of the outlet that is named; null: none is named, none of this name, or none of a bank. */
    readonly outletBank: string | null;
  };

/** Which card: one of a person, or the one that has a number. */
export type CardRef =
  | { readonly personId: PersonId; readonly cardId: CardId }
  /** Blind index of the card number. */
  | { readonly number: Buffer };

const isOfPerson = (ref: CardRef): ref is Extract<CardRef, { readonly cardId: CardId }> => 'cardId' in ref;

export type Wanted = {
  readonly ref: CardRef;
  /** Where it is asked for; null: nowhere in particular. */
  readonly outletId: string | null;
};

export const findEnabling = (sql: Sql, wanted: Wanted, earlierAnswer: Fragment): Promise<EnablingRow | undefined> =>
  findCardWith<EnablingRow>(sql, { ...wanted, more: sql``, joins: sql`` }, earlierAnswer);

/** The same with further columns of the card or its person, each beginning with a comma, and the joins they need. */
export const findCardWith = async <Row extends EnablingRow>(
  sql: Sql,
  { ref, outletId, more, joins }: Wanted & { readonly more: Fragment; readonly joins: Fragment },
  earlierAnswer: Fragment,
): Promise<Row | undefined> => {
  const source = isOfPerson(ref)
    ? sql`people join cards on cards.person_id = people.person_id and cards.card_id = ${ref.cardId}`
    : sql`card_numbers
        join people on people.person_id = card_numbers.person_id
        join cards on cards.person_id = card_numbers.person_id and cards.card_id = card_numbers.card_id`;
  const [row] = await sql<Row[]>`
    select ${headColumns(sql)}, ${personColumns(sql)}, ${cardColumns(sql)},
      applications.application_id as "applicationId", applications.state as "applicationState",
      applications.sealed as "applicationSealed", outlets.bank as "outletBank"${more}
    from ${source}
    join insured_records on insured_records.person_id = people.person_id
    left join employers on employers.code = insured_records.employer_code
    left join electronic_cards on electronic_cards.person_id = people.person_id
    left join applications on applications.person_id = people.person_id and applications.card_id = cards.card_id
    left join outlets on outlets.outlet_id = ${outletId}
    ${joins}
    ${earlierAnswer}
    where ${isOfPerson(ref) ? sql`people.person_id = ${ref.personId}` : sql`card_numbers.blind = ${ref.number}`}`;
  return row;
};
