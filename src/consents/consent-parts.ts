// What consents add to a command: given with it, and which of those it needs are in force.
import type { Part } from '../audit/command.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Question } from '../policy/question.ts';
import { type ConsentAsked, type ConsentKind, consentsForApplying } from './consent.ts';
import { insertConsents, type NewConsents } from './consents-store.ts';

/** The column `consents` for a select from `people`: those in force, each as one text. */
export const consentsInForce = (sql: Sql): Fragment => sql`
  array(select kind || ' ' || version || ' ' || bank from consents
        where consents.person_id = people.person_id and withdrawn_at is null) as consents`;

export type ConsentMissing = Refused<'CONSENT_MISSING', { readonly kinds: readonly ConsentKind[] }>;

type Applying = {
  readonly bank: string;
  readonly question: Question;
  /** Ticked now. */
  readonly given: readonly ConsentKind[];
};

/**
 * Those an application needs that are not in force yet, given now. Refused with CONSENT_MISSING when one of them is
 * neither in force nor given.
 */
export const consentsToGive = (
  inForce: readonly string[],
  { bank, question, given }: Applying,
): Result<readonly ConsentAsked[], ConsentMissing> => {
  const birthDate = question.person?.birthDate ?? null;
  const needed = consentsForApplying({ bank, birthDate, on: question.on }).filter(
    ({ kind, version, bank: named }) => !inForce.includes(`${kind} ${version} ${named}`),
  );
  const kinds = needed.map(({ kind }) => kind).filter((kind) => !given.includes(kind));
  return kinds.length > 0 ? refused('CONSENT_MISSING', { kinds }) : ok(needed);
};

/** Consents given together, as one event; nothing where there are none. `subject` is what they were given for. */
export const giveConsents = (sql: Sql, subject: string, given: NewConsents): Part => {
  if (given.consents.length === 0) return {};
  const bank = given.consents.map((consent) => consent.bank).find((each) => each !== '');
  const versions = Object.fromEntries(given.consents.map(({ kind, version }) => [kind, version]));
  return {
    happenings: [{ action: 'give-consents', subject, rules: [], facts: { ...versions, ...(bank && { bank }) } }],
    writes: [insertConsents(sql, given)],
  };
};
