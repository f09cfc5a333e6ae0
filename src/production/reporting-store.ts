// What the decision about a report of a bank reads: the order, the person as the core system knows them now, and the card.

import { type ApplicationRow, applicationRow, joinedToApplication } from '../applications/application-row.ts';
import type { HoldReason } from '../applications/hold-reasons.ts';
import { factsOnCard } from '../applications/reasons-to-hold.ts';
import { type CardColumns, cardColumns, type FormerCard } from '../cards/card-row.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type PersonRow, personColumns } from '../people/person-row.ts';

/** All null before the card is produced. */
type CardOfApplication = { readonly [Column in keyof Omit<CardColumns, 'cardId'>]: CardColumns[Column] | null };

export type ReportingRow = ApplicationRow &
  PersonRow &
  CardOfApplication & {
    /** Of what stands on the card, what became known to be another since the application was judged last (G-38). */
    readonly changedFacts: readonly string[];
    /** The card it replaces, as it is now; null: a first card. */
    readonly replacedCard: FormerCard | null;
    /** It completes a change of bank. */
    readonly changesBank: boolean;
    /** Reasons the bureau let it go on with. */
    readonly releasedFor: readonly HoldReason[];
  };

/**
 * What a bank may see: orders that are its own and whose time to withdraw is over. The application may have gone to
 * another bank since; then its `bank` is that one.
 */
export const findReporting = async (
  sql: Sql,
  { bank, number, at }: { readonly bank: string; readonly number: string; readonly at: Temporal.Instant },
  earlierAnswer: Fragment,
): Promise<ReportingRow | undefined> => {
  const [row] = await sql<ReportingRow[]>`
    select ${personColumns(sql)}, ${cardColumns(sql)}, ${applicationRow(sql)},
      applications.released_for as "releasedFor",
      exists (select from bank_changes where bank_changes.person_id = applications.person_id
        and bank_changes.application_id = applications.application_id) as "changesBank",
      (select jsonb_build_object('cardId', replaced.card_id, 'socialSecurity', replaced.social_security)
        from cards replaced where replaced.person_id = applications.person_id
          and replaced.card_id = applications.replaces) as "replacedCard",
      array(select distinct fact from record_changes where record_changes.person_id = applications.person_id
        and fact = any(${factsOnCard}) and known_at > coalesce(facts_as_of, submitted_at)) as "changedFacts"
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    ${joinedToApplication(sql, bank)}
    join insured_records on insured_records.person_id = people.person_id
    left join employers on employers.code = insured_records.employer_code
    left join electronic_cards on electronic_cards.person_id = people.person_id ${earlierAnswer}
    where application_numbers.number = ${number} and orders.visible_at <= ${at}`;
  return row;
};
