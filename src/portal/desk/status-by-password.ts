// 应用状态查询 by ID number and service password, without a login; tries are counted by person and by address.

import type { Language } from '../../base/language.ts';
import { countFailure, isLockedOut } from '../../identity/attempts.ts';
import { queryStatus } from '../../passwords/query-status.ts';
import { findPersonByIdNumber } from '../../people/people-store.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import type { ApplicationView, CardView } from '../views.ts';
import { publicView } from './application-view.ts';
import { ownChannel } from './own-file.ts';

export type StatusAsked = {
  readonly idNumber: string;
  readonly password: string;
  readonly address: string;
  readonly language: Language;
};

export type StatusView = {
  readonly cards: readonly Pick<CardView, 'generation' | 'bank' | 'socialSecurity' | 'financial'>[];
  /** null: nothing was applied for. */
  readonly application: ApplicationView | null;
};

export type StatusFound =
  | { readonly found: true; readonly status: StatusView }
  | { readonly found: false; readonly why: 'wrong' | 'too-often' };

/** A wrong number, a wrong password and a locked one are one answer; the password's own count is in `verifyPassword`. */
export const statusByPassword = async (wiring: Wiring, asked: StatusAsked): Promise<StatusFound> => {
  const byAddress = { at: 'progress-address', by: asked.address } as const;
  if (await isLockedOut(wiring, byAddress)) return { found: false, why: 'too-often' };
  const personId = await findPersonByIdNumber(wiring.sql, wiring.keys, asked.idNumber);
  // Nobody is proved to be there: it stands in the record as what it is, a question that came in.
  const acting = { actor: 'system', actorId: 'progress', channel: ownChannel, outlet: null, bank: null } as const;
  const queried = await queryStatus(wiring, { personId, typed: asked.password, acting });
  if (!queried.ok) {
    await countFailure(wiring, byAddress);
    return { found: false, why: 'wrong' };
  }
  const { cards, progress } = queried.value;
  const telling = { snapshot: wiring.policy.current(), now: wiring.businessClock(), language: asked.language };
  return {
    found: true,
    status: {
      cards: cards.map((card) => ({
        ...card,
        bank: card.bank === null ? null : bankInWords(telling.snapshot, card.bank, asked.language),
      })),
      application: progress && publicView(progress, telling),
    },
  };
};
