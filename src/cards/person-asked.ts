// What the decisions about services of a person, rather than of one card, read; and what the gate says to them.
import {
  type Ground,
  type LevelTooLow,
  levelTooLow,
  type NotPermitted,
  notPermitted,
} from '../applications/use-case.ts';
import { type Head, type Rejection, rejection } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import { type HeldAuthorisation, listHeldAuthorisations } from '../authorisations/authorisations-store.ts';
import { dateIn } from '../base/dates.ts';
import type { CardId } from '../base/ids.ts';
import { type Refused, refused } from '../base/result.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { personFacts } from '../people/person-facts.ts';
import { type PersonRow, personColumns, personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import type { GuardedAction } from '../policy/needed-level.ts';
import type { CardFacts, FinancialState, Service, SocialSecurityState } from '../policy/question.ts';
import type { Permitted } from '../policy/verdict.ts';
import { type CardAsker, wordFacts } from './card-asker.ts';

/** A person with the card that counts: the newest that has not ended. */
export type AskedPersonRow = Head &
  PersonRow & {
    /** null: no card. */
    readonly cardId: CardId | null;
    readonly generation: 1 | 2 | 3 | null;
    readonly cardBank: string | null;
    readonly socialSecurity: SocialSecurityState | null;
    readonly financial: FinancialState | null;
    /** Bank of the outlet where they stand; null: none of a bank, or none at all. */
    readonly outletBank: string | null;
    /** Who may act for them (R-PROXY-01). */
    readonly authorisations: readonly HeldAuthorisation[];
  };

/** Columns and joins of `AskedPersonRow`, for a select from `people`. */
export const askedPersonColumns = (sql: Sql): Fragment => sql`
  ${headColumns(sql)}, ${personColumns(sql)}, current_card.card_id as "cardId", current_card.generation,
  current_card.bank as "cardBank", current_card.social_security as "socialSecurity", current_card.financial,
  served_at.bank as "outletBank", ${listHeldAuthorisations(sql)} as authorisations`;

export const askedPersonJoins = (sql: Sql, outletId: string | null): Fragment => sql`
  join insured_records on insured_records.person_id = people.person_id
  left join employers on employers.code = insured_records.employer_code
  left join outlets served_at on served_at.outlet_id = ${outletId}
  left join lateral (
    select card_id, generation, bank, social_security, financial from cards
    where cards.person_id = people.person_id and social_security not in ('invalid', 'replaced', 'cancelled')
    order by generation desc, produced_at desc nulls last limit 1
  ) current_card on true`;

export type AskerRefused = NotPermitted | LevelTooLow | Refused<'AUTHORISATION_NOT_RECORDED', object>;

export type PersonAsked = {
  readonly service: Extract<GuardedAction, Service>;
  readonly asker: CardAsker & { readonly level: number };
  readonly row: AskedPersonRow;
  readonly at: Temporal.Instant;
};

const cardOf = ({ generation, cardBank, socialSecurity, financial }: AskedPersonRow): CardFacts | null =>
  generation === null || socialSecurity === null
    ? null
    : { generation, bank: cardBank, socialSecurity, ...(financial && { financial }) };

/**
 * What the gate says to this person, place and day; refused too online below the level the policy asks for, and whoever
 * acts for another on a word that no outlet recorded.
 */
export const mayBeServed = (
  ground: Ground,
  { service, asker, row, at }: PersonAsked,
): Rejection<AskerRefused> | Permitted => {
  const { actor, channel, level, served } = asker;
  const tooLow = levelTooLow(ground, { action: service, channel, level, at });
  if (tooLow) return tooLow;
  const on = dateIn(at);
  const verdict = admit(ground.policy.current(), {
    ...{ service, channel, on, actor, card: cardOf(row) },
    person: personFacts(personFrom(ground.keys, row.personId, row), on),
    ...wordFacts(asker, { service, on, holding: row }),
    ...(served?.bank && { outlet: { kind: channel, bank: served.bank } }),
  });
  if (!verdict.permitted) return notPermitted(verdict);
  const { conditions } = verdict;
  return conditions.includes('authorisation-recorded-at-outlet') || conditions.includes('guardian-link-verified')
    ? rejection(refused('AUTHORISATION_NOT_RECORDED', {}), verdict.rules)
    : verdict;
};
