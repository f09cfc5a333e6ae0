// Enables a card's social-security function: old card out, new card in and electronic card over, all at one instant.
import { type Ground, type LevelTooLow, levelTooLow } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { actingOf, type CardAsker, type CardRefused, callerOf, wrongOutlet } from './card-asker.ts';
import { enablingParts, isEnabled, mayEnable, type NotReceived, notReceived } from './enabling.ts';
import { type EnablingRow, findEnabling } from './enabling-store.ts';
import { readOnceEnded } from './end-temporary-loss.ts';

/** Which card: a person's own, or the one with the number that stands on it. */
export type NamedCard =
  | { readonly personId: PersonId; readonly cardId: CardId }
  /** 卡号, nine characters. */
  | { readonly cardNumber: string };

export type Enabling = NamedCard &
  CardAsker & {
    /** How surely an online login knows the person; of no account where somebody serves them. */
    readonly level: number;
    readonly key: string;
  };

export type Enabled = { readonly cardId: string; readonly enabledAt: string; readonly invalidated: number };

export type EnableRefused = CardRefused | NotReceived | Refused<'CARD_UNKNOWN', object> | LevelTooLow | CommandRefused;

/** How a card that was named is looked for. */
export const refOf = ({ keys }: Pick<Ground, 'keys'>, card: NamedCard) =>
  'cardNumber' in card
    ? { number: keys.blind('card-number', card.cardNumber) }
    : { personId: card.personId, cardId: card.cardId };

/** What tells one command about a card from another. */
export const requestOf = (card: NamedCard): object =>
  'cardNumber' in card ? { cardNumber: card.cardNumber } : { personId: card.personId, cardId: card.cardId };

/**
 * In one statement everything of `enablingParts`, wherever it is asked for: online, on the telephone, at an outlet, at the
 * issuing bank (R-ENABLE-02; until 2025-10-08 at any cooperating bank, C-31). Refused are what the gate refuses, a caller
 * who is not confirmed, a card that is not in the person's hands yet, and online a level below the one the policy asks
 * for. A card that is enabled already is answered as enabled. The financial function is the bank's (C-15).
 */
export const enableCard = async (ground: Ground, enabling: Enabling): Promise<Result<Enabled, EnableRefused>> => {
  const { actor, channel, key, served } = enabling;
  const at = ground.businessClock();
  const ref = refOf(ground, enabling);
  const outletId = served?.outletId ?? null;
  return await changePerson(ground, {
    action: 'enable-card',
    acting: actingOf(enabling),
    key: { caller: callerOf(enabling), key, request: { ...requestOf(enabling), actor, channel, outletId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) =>
      readOnceEnded(ground, at, () => findEnabling(ground.sql, { ref, outletId }, earlierAnswer)),
    decide: (row) => decide(ground, { enabling, at }, row),
  });
};

type Case = { readonly enabling: Enabling; readonly at: Temporal.Instant };

const decide = (ground: Ground, { enabling, at }: Case, row: EnablingRow): Decision<Enabled, EnableRefused> => {
  const { channel, level } = enabling;
  const tooLow = levelTooLow(ground, { action: 'enable', channel, level, at });
  if (tooLow) return tooLow;
  const elsewhere = wrongOutlet(enabling, row);
  if (elsewhere) return rejection(elsewhere, ['R-ENABLE-02']);
  const { cardId } = row;
  if (isEnabled(row) && row.enabledAt) return change({ cardId, enabledAt: row.enabledAt.toString(), invalidated: 0 });
  const asking = { asker: enabling, row, at };
  const permitted = mayEnable(ground, asking);
  if (!permitted.ok) return permitted;
  return (
    notReceived(row) ??
    change(
      { cardId, enabledAt: at.toString(), invalidated: row.oldEnabled.length },
      ...enablingParts(ground, asking, permitted),
    )
  );
};
