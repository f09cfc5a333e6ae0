// What the service password alone shows: the functions of the cards and how far the last application is (R-PWD-02).
import { findProgress } from '../applications/find-progress.ts';
import { type PublicProgress, publicProgress } from '../applications/find-public-progress.ts';
import { listApplications } from '../applications/progress-store.ts';
import type { Ground } from '../applications/use-case.ts';
import type { PersonId } from '../base/ids.ts';
import { ok, type Result } from '../base/result.ts';
import { listCards, type OwnCard } from '../cards/list-cards.ts';
import { type NotVerified, type Verifying, verifyPassword } from './verify-password.ts';

export type StatusByPassword = {
  /** Newest generation first; without their numbers. */
  readonly cards: readonly Pick<OwnCard, 'generation' | 'bank' | 'socialSecurity' | 'financial'>[];
  /** The last application; null: there is none. */
  readonly progress: PublicProgress | null;
  /** The initial password was typed: its person is asked to set one (C-13). */
  readonly isInitial: boolean;
};

/**
 * The service password is the query password (R-PWD-02, R-QUERY-03); C-13: the initial one does too. Nothing of the
 * person but states and dates is shown. Every call counts as a try; an unknown person is answered like a wrong password.
 */
export const queryStatus = async (
  ground: Ground,
  asked: Omit<Verifying, 'purpose'>,
): Promise<Result<StatusByPassword, NotVerified>> => {
  const verified = await verifyPassword(ground, { ...asked, purpose: 'query' });
  if (!verified.ok) return verified;
  const { personId } = asked;
  if (personId === undefined) throw new Error('nobody was verified');
  const cards = await listCards(ground, personId);
  return ok({
    cards: cards.map(({ generation, bank, socialSecurity, financial }) => ({
      ...{ generation, bank, socialSecurity, financial },
    })),
    progress: await lastProgress(ground, personId),
    isInitial: verified.value.isInitial,
  });
};

const lastProgress = async (ground: Ground, personId: PersonId): Promise<PublicProgress | null> => {
  const [last] = await listApplications(ground.sql, personId, 1);
  const progress = last && (await findProgress(ground, { personId, number: last.number }));
  return progress === undefined ? null : publicProgress(progress);
};
