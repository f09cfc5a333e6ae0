// Which of a person's cards counts: the newest that has not ended.
import type { SocialSecurityState } from '../policy/question.ts';

type Stated = { readonly socialSecurity: SocialSecurityState };

const ended: readonly SocialSecurityState[] = ['invalid', 'replaced', 'cancelled'];

export const hasEnded = ({ socialSecurity }: Stated): boolean => ended.includes(socialSecurity);

/** Of cards with the newest first, as they are listed; null without one. */
export const currentCard = <Card extends Stated>(cards: readonly Card[]): Card | null =>
  cards.find((card) => !hasEnded(card)) ?? null;
