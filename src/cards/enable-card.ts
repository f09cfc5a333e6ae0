// Enables a card's social-security function: old card out, new card in and electronic card over, all at one instant.

import { type ApplicationContent, openApplication } from '../applications/application.ts';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import { stepOf } from '../applications/move-application.ts';
import {
  type Ground,
  type LevelTooLow,
  levelTooLow,
  type NotPermitted,
  notPermitted,
} from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { linkElectronicCard } from '../e-card/electronic-card-parts.ts';
import { messageJob } from '../messages/message.ts';
import { personFacts } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import type { Actor, Channel, Question } from '../policy/question.ts';
import { enabledCard, invalidCards } from './card-parts.ts';
import { type EnablingRow, findEnabling } from './cards-store.ts';

export type Enabling = {
  /** Whose card it is. */
  readonly personId: PersonId;
  readonly cardId: CardId;
  readonly actor: Extract<Actor, 'holder' | 'agent' | 'guardian'>;
  readonly actorId: string;
  readonly level: number;
  readonly channel: Channel;
  readonly key: string;
};

export type Enabled = { readonly cardId: string; readonly enabledAt: string; readonly invalidated: number };

export type EnableRefused =
  | NotPermitted
  | Refused<'CARD_UNKNOWN', object>
  | Refused<'CARD_NOT_RECEIVED', { readonly state: ApplicationState }>
  | LevelTooLow
  | CommandRefused;

/** The person has the card in hand, or the mail has brought it (guard of 3.3-a). */
const receivedStates: readonly ApplicationState[] = ['mailed', 'collected', 'received'];

/**
 * In one statement: the card is enabled, the person's cards of generations 1 and 2 become invalid at the same instant
 * (R-OLD-03; their financial function goes on, C-16), the electronic card is linked to the new one (R-ECARD-01), a mailed
 * application is received. Refused are what the gate refuses, a card that is not in the person's hands yet, and online a
 * level below the one the policy asks for. A card that is enabled already is answered as enabled. The financial function is the bank's (C-15).
 */
export const enableCard = async (ground: Ground, enabling: Enabling): Promise<Result<Enabled, EnableRefused>> => {
  const { personId, cardId, actor, actorId, channel, key } = enabling;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'enable-card',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, cardId, channel } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findEnabling(ground.sql, { personId, cardId }, earlierAnswer),
    decide: (row) => decide(ground, { enabling, at }, row),
  });
};

type Case = { readonly enabling: Enabling; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, row: EnablingRow): Decision<Enabled, EnableRefused> => {
  const { cardId, channel, level } = given.enabling;
  const tooLow = levelTooLow(ground, { action: 'enable', channel, level, at: given.at });
  if (tooLow) return tooLow;
  if (row.generation === 3 && row.socialSecurity === 'enabled' && row.enabledAt)
    return change({ cardId, enabledAt: row.enabledAt.toString(), invalidated: 0 });
  const verdict = admit(ground.policy.current(), question(ground, given, row));
  if (!verdict.permitted) return notPermitted(verdict);
  if (row.applicationState && !receivedStates.includes(row.applicationState))
    return rejection(refused('CARD_NOT_RECEIVED', { state: row.applicationState }), ['R-ENABLE-01']);
  return enabled(ground, given, { row, rules: verdict.rules });
};

const question = (ground: Ground, { enabling, at }: Case, row: EnablingRow): Question => {
  const on = dateIn(at);
  return {
    service: 'enable',
    channel: enabling.channel,
    on,
    actor: enabling.actor,
    person: personFacts(personFrom(ground.keys, enabling.personId, row), on),
    card: {
      generation: row.generation,
      bank: row.bank,
      socialSecurity: row.socialSecurity,
      ...(row.financial && { financial: row.financial }),
    },
  };
};

type Admitted = { readonly row: EnablingRow; readonly rules: readonly string[] };

const enabled = (ground: Ground, { enabling, at }: Case, { row, rules }: Admitted): Decision<Enabled, never> => {
  const { sql } = ground;
  const { personId, cardId } = enabling;
  const parts: Part[] = [enabledCard(sql, { cardId, at, rules: [...rules, 'R-OLD-03'] })];
  if (row.oldEnabled.length > 0) parts.push(invalidCards(sql, { cardIds: row.oldEnabled, at }));
  if (row.electronicCard) parts.push(linkElectronicCard(sql, { personId, cardId, state: row.electronicCard }));
  if (row.applicationState === 'mailed') parts.push(received(ground, row));
  parts.push(...toldTo(ground, row));
  return change({ cardId, enabledAt: at.toString(), invalidated: row.oldEnabled.length }, ...parts);
};

const received = (ground: Ground, { personId, applicationId, applicationState }: EnablingRow): Part => {
  if (!applicationId || !applicationState) throw new Error('no application to receive');
  const application = { personId, applicationId, state: applicationState };
  return stepOf(ground, application, { action: 'receive-card', rules: ['R-ENABLE-01'] });
};

/** The message goes to the contact of the application; a card of the import has none but the record's phone. */
const toldTo = ({ keys }: Ground, row: EnablingRow): readonly Part[] => {
  const contact: Pick<ApplicationContent, 'phone' | 'language'> | undefined = row.applicationSealed
    ? openApplication(keys, row.personId, row.applicationSealed)
    : phoneOf(keys, row);
  if (!contact) return [];
  const { phone: to, language } = contact;
  return [{ jobs: [messageJob({ kind: 'card-enabled', to, language, parameters: {} })] }];
};

const phoneOf = (keys: Ground['keys'], row: EnablingRow) => {
  const { phone } = personFrom(keys, row.personId, row);
  return phone === null ? undefined : ({ phone, language: 'zh' } as const);
};
