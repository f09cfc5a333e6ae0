// Cards that a confirmed correction puts back to what they were: their events, the rows, and what medical care is told.
import type { Part } from '../audit/command.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import { moveCardsBack } from './cards-store.ts';
import type { LostFrom } from './loss.ts';
import { noticeOfLoss, noticeOfUndoneEnabling } from './scene-notices.ts';

export type UndoneAction = 'undo-enable-card' | 'undo-invalidate-card' | 'undo-replace-card' | 'undo-cancel-card';

export type CardBack = {
  readonly cardId: CardId;
  readonly action: UndoneAction;
  readonly from: SocialSecurityState;
  readonly to: SocialSecurityState;
  /** Of a card that was lost, as it was; an instant. */
  readonly lostUntil: string | null;
  readonly lostFrom: LostFrom | null;
  /** Those of the step that is undone. */
  readonly rules: readonly string[];
};

export type Undone = {
  readonly personId: PersonId;
  readonly cards: readonly (CardBack & { readonly cardSealed: Uint8Array })[];
  /** Number of the holder in the core system. */
  readonly coreNumber: string;
  readonly at: Temporal.Instant;
  /** Number of the event that is undone. */
  readonly corrects: string;
};

/**
 * All in one statement, so that at no instant two of them are enabled. Medical care knows enabled cards only; transit is
 * told what it was told of, which is the enabling.
 */
export const undoneCards = (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  { personId, cards, coreNumber, at, corrects }: Undone,
): readonly Part[] => [
  {
    happenings: cards.map(({ action, cardId, rules, from, to, lostUntil }) => ({
      ...{ action, subject: `card:${cardId}`, rules },
      facts: { from, to, corrects, ...(lostUntil !== null && { until: lostUntil }) },
    })),
    writes: cards.length > 0 ? [moveCardsBack(sql, cards)] : [],
  },
  ...cards
    .filter(({ from, to }) => (from === 'enabled') !== (to === 'enabled'))
    .map(({ cardSealed, to }) =>
      noticeOfLoss(keys, { personId, cardSealed, coreNumber, at }, to === 'enabled' ? 'card-usable' : 'card-lost'),
    ),
  ...cards
    .filter(({ action }) => action === 'undo-enable-card')
    .map(({ cardSealed }) => noticeOfUndoneEnabling(keys, { personId, cardSealed, at })),
];
