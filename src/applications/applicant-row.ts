// What the gate asks about somebody who applies, as rows of the database: the columns other slices join, and the way to facts.
import { joinedToOpenChange, type OpenChangeColumns, openChangeColumns } from '../bank-changes/open-change.ts';
import type { PersonId } from '../base/ids.ts';
import type { Generation } from '../cards/card.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { personFacts } from '../people/person-facts.ts';
import { type PersonRow, personColumns, personFrom } from '../people/person-row.ts';
import type { CardFacts, FinancialState, Question, SocialSecurityState } from '../policy/question.ts';

/** The columns of `applicantColumns`. The card is the newest that has not ended; null without one. */
export type ApplicantRow = PersonRow &
  OpenChangeColumns & {
    readonly running: boolean;
    readonly generation: Generation | null;
    readonly cardBank: string | null;
    readonly socialSecurity: SocialSecurityState | null;
    readonly financial: FinancialState | null;
  };

/** For a select from `people` with `joinedToApplicant`. */
export const applicantColumns = (sql: Sql): Fragment => sql`
  ${personColumns(sql)}, ${openChangeColumns(sql)},
  exists (select from applications as others where others.person_id = people.person_id
    and others.state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold'))
    as running,
  card.generation, card.bank as "cardBank", card.social_security as "socialSecurity", card.financial`;

/** People whom the core system never sent have no row. */
export const joinedToApplicant = (sql: Sql): Fragment => sql`
  join insured_records on insured_records.person_id = people.person_id
  left join employers on employers.code = insured_records.employer_code
  left join lateral (
    select generation, bank, social_security, financial from cards
    where cards.person_id = people.person_id and social_security not in ('invalid', 'replaced', 'cancelled')
    order by generation desc, card_id desc limit 1
  ) card on true
  ${joinedToOpenChange(sql)}`;

/** The parts of a question that are about the person, as of a day. Throws when the row was tampered with. */
export const applicantFacts = (
  keys: Keys,
  row: ApplicantRow & { readonly personId: PersonId },
  on: Temporal.PlainDate,
): Pick<Question, 'person' | 'card'> => ({
  person: {
    ...personFacts(personFrom(keys, row.personId, row), on),
    runningApplication: row.running,
    // A change that is not completed counts for nothing yet (G-24).
    ...(row.bankChangeId !== null && { lastBankChangeOn: row.formerChangeOn }),
  },
  card: cardFacts(row),
});

const cardFacts = (row: ApplicantRow): CardFacts | null => {
  if (row.generation === null || row.socialSecurity === null) return null;
  return {
    generation: row.generation,
    bank: row.cardBank,
    socialSecurity: row.socialSecurity,
    ...(row.financial && { financial: row.financial }),
  };
};
