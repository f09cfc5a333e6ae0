// One's own transit purse: its balance with the entries that explain it, and what can be done about it where.

import { dateIn } from '../../base/dates.ts';
import { currentCard } from '../../cards/current-card.ts';
import { type BankRequestContent, openBankRequest } from '../../finance/bank-request.ts';
import { bankInWords } from '../../policy/explain.ts';
import { balanceOf, shownAccount, walletAsOf } from '../../scenes/transit.ts';
import {
  findRefundAsked,
  listEntries,
  listWallets,
  type OwnWallet,
  type RefundAsked,
} from '../../scenes/transit-store.ts';
import type { Wiring } from '../../wiring.ts';
import type { PurseView, RefundView } from '../pages/transit.tsx';
import type { Who } from './desk.ts';
import { type OwnFile, readOwnFile } from './own-file.ts';
import { offersOf } from './today.ts';

export type TransitDesk = {
  /** undefined: there is no third-generation card of this id, or it is somebody else's. */
  readonly find: (who: Who, cardId: string) => Promise<PurseView | undefined>;
};

/** Lines of one page; the balance counts all. */
const mostShown = 50;

export const transitDeskOf = (wiring: Wiring): TransitDesk => ({
  find: (who, cardId) => find(wiring, who, cardId),
});

const find = async (wiring: Wiring, { personId, language }: Who, wanted: string): Promise<PurseView | undefined> => {
  const file = await readOwnFile(wiring, personId);
  const card = file.cards.find(({ cardId, generation }) => cardId === wanted && generation === 3);
  if (!card) return undefined;
  const { cardId, bank } = card;
  const [wallets, entries, asked] = await Promise.all([
    listWallets(wiring.sql, personId),
    listEntries(wiring.sql, { personId, cardId, most: mostShown }),
    findRefundAsked(wiring.sql, { personId, cardId }),
  ]);
  const wallet = wallets.find((each) => each.cardId === cardId);
  const isCurrent = currentCard(file.cards)?.cardId === cardId;
  const services = ['top-up-transit', 'open-suburban-rail', 'refund-transit'] as const;
  return {
    cardId,
    bankName: bank === null ? '' : bankInWords(file.snapshot, bank, language),
    state: walletAsOf(wallet?.state ?? null, card),
    balanceFen: wallet?.balanceFen ?? balanceOf(entries),
    suburbanRailAt: wallet?.suburbanRailAt ?? null,
    entries: entries.map((entry) => ({
      ...entry,
      where: entry.bank === null ? null : bankInWords(file.snapshot, entry.bank, language),
    })),
    mostShown,
    refund:
      wallet && asked
        ? refundView({ wallet, asked, file }, openBankRequest(wiring.keys, personId, asked.sealed), language)
        : null,
    offers: isCurrent ? offersOf(file, services, language) : null,
  };
};

type Refunding = { readonly wallet: OwnWallet; readonly asked: RefundAsked; readonly file: OwnFile };

const refundView = (
  { wallet, asked, file }: Refunding,
  { amount = '', account = '' }: BankRequestContent,
  language: Who['language'],
): RefundView | null => {
  const { refundDueOn, refundedAt } = wallet;
  if (refundDueOn === null) return null;
  const isLate = Temporal.PlainDate.compare(file.today, refundDueOn) > 0;
  const told = {
    ...{ amount, account: shownAccount(account), bank: bankInWords(file.snapshot, asked.bank, language) },
    on: refundedAt === null ? refundDueOn : dateIn(refundedAt),
  };
  if (refundedAt !== null) return { ...told, state: 'paid' };
  if (asked.state === 'refused') return { ...told, state: 'refused' };
  return { ...told, state: isLate ? 'late' : 'ordered' };
};
