// A card stopped for a time by a caller of the telephone system: name, number and service password, as 96066 asks (G-28, R-LOSS-01).
import type { Ground } from '../applications/use-case.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { changeLoss, type LossChanged, type LossRefused } from '../cards/change-loss.ts';
import { currentCard } from '../cards/current-card.ts';
import { listCards, type OwnCard } from '../cards/list-cards.ts';
import { type Caller, telephone } from './query-by-telephone.ts';
import { type NotVerified, verifyPassword } from './verify-password.ts';

export type CallerLosing = Caller & {
  /** As the caller said or keyed them in; compared, and kept nowhere. */
  readonly name: string;
  readonly idNumber: string;
  readonly key: string;
};

export type TelephoneLossRefused = NotVerified | Refused<'NO_CARD', object> | LossRefused;

/**
 * The initial password is not enough (C-13), and another name is answered like a wrong password: who has both knows what the
 * record says, who has one learns nothing. Every call is a try; the card is the one in use, else the newest that has not ended.
 */
export const reportLossByTelephone = async (
  ground: Ground,
  { personId, typed, client, name, idNumber, key }: CallerLosing,
): Promise<Result<LossChanged, TelephoneLossRefused>> => {
  const acting = telephone(client);
  const verified = await verifyPassword(ground, { personId, typed, acting, purpose: 'act' });
  if (!verified.ok) return verified;
  if (personId === undefined) throw new Error('nobody was verified');
  const card = cardInUse(await listCards(ground, personId));
  if (!card) return refused('NO_CARD', {});
  const callerCheck = { name, idNumber, proof: 'service-password' } as const;
  const changed = await changeLoss(ground, {
    ...{ personId, cardId: card.cardId, service: 'report-temporary-loss', key, level: 0 },
    ...{ actor: 'holder', actorId: client, channel: 'hotline' },
    served: { by: 'system', outletId: null, bank: null, documents: [], callerCheck },
  });
  return !changed.ok && changed.code === 'CALLER_NOT_CONFIRMED' ? refused('PASSWORD_NOT_VERIFIED', {}) : changed;
};

/** The one in use, else the one that counts. */
const cardInUse = (cards: readonly OwnCard[]): OwnCard | null =>
  cards.find(({ socialSecurity }) => ['enabled', 'temporarily-lost'].includes(socialSecurity)) ?? currentCard(cards);
