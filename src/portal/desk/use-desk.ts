// What one's own card can be used for now, function by function, and why not; what can be done about it as the gate says.
import { parseYuan } from '../../base/money.ts';
import { currentCard } from '../../cards/current-card.ts';
import type { OwnCard } from '../../cards/list-cards.ts';
import { nextRow, rowOn } from '../../policy/dated-rows.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Service } from '../../policy/question.ts';
import { isFree, parkYearOn } from '../../scenes/buy-park-ticket.ts';
import { listParkTickets, type OwnParkTicket } from '../../scenes/park-store.ts';
import { parkTicketOn } from '../../scenes/park-ticket.ts';
import { walletAsOf } from '../../scenes/transit.ts';
import { listWallets, type OwnWallet } from '../../scenes/transit-store.ts';
import type { Wiring } from '../../wiring.ts';
import type { ParkView, UseView } from '../pages/use.tsx';
import type { Who } from './desk.ts';
import { type OwnFile, readOwnFile } from './own-file.ts';
import { offersOf } from './today.ts';

export type UseDesk = (who: Who) => Promise<UseView>;

export const useDeskOf =
  (wiring: Wiring): UseDesk =>
  async ({ personId, language }) => {
    const [file, wallets, tickets] = await Promise.all([
      readOwnFile(wiring, personId),
      listWallets(wiring.sql, personId),
      listParkTickets(wiring.sql, personId),
    ]);
    const card = currentCard(file.cards);
    return {
      card: card && cardOf(file, card, language),
      purse: card?.generation === 3 ? purseOf(card, wallets) : null,
      park: parkOf(file, tickets, language),
      offers: offersOf(file, servicesFor(card), language),
    };
  };

const cardOf = ({ snapshot }: OwnFile, card: OwnCard, language: Who['language']): UseView['card'] => ({
  ...{ cardId: card.cardId, generation: card.generation, socialSecurity: card.socialSecurity },
  ...{ financial: card.financial, lostUntil: card.lostUntil },
  bankName: card.bank === null ? '' : bankInWords(snapshot, card.bank, language),
});

const purseOf = (card: OwnCard, wallets: readonly OwnWallet[]): NonNullable<UseView['purse']> => {
  const wallet = wallets.find(({ cardId }) => cardId === card.cardId);
  return { state: walletAsOf(wallet?.state ?? null, card), balanceFen: wallet?.balanceFen ?? 0 };
};

/** The ticket that says most about today, and what the announcement of the year says. */
const parkOf = (file: OwnFile, tickets: readonly OwnParkTicket[], language: Who['language']): ParkView => {
  const { today, snapshot, person } = file;
  const states = tickets.map((ticket) => ({ ...ticket, state: parkTicketOn(ticket, today) }));
  const ticket = states.find(({ state }) => state === 'valid') ?? states[0];
  const terms = parkYearOn(snapshot, today);
  const day = today.toString();
  const sale =
    rowOn(snapshot.salePeriods, 'buy-park-ticket', day) ?? nextRow(snapshot.salePeriods, 'buy-park-ticket', day);
  const fee = rowOn(snapshot.fees, 'buy-park-ticket', day)?.amount;
  return {
    ticket: ticket && {
      ...{ state: ticket.state, year: ticket.year },
      ...{ validFrom: ticket.validFrom, validUntil: ticket.validUntil },
    },
    sale: sale ? { from: sale.from, until: sale.until ?? null, isAssumed: sale.assumed === true } : null,
    priceFen: fee === undefined ? null : (parseYuan(fee) ?? null),
    announcement: terms?.announcement?.[language] ?? null,
    material: terms?.material.map((each) => each[language]) ?? [],
    isFree: terms !== undefined && person !== undefined && isFree(terms, person.birthDate, today),
    freeFromAge: terms?.freeFromAge ?? null,
  };
};

/** What leads on from where the card stands; which of it is open where is the gate's to say. */
const servicesFor = (card: OwnCard | null): readonly Service[] => {
  if (card === null || card.generation < 3) return ['apply'];
  if (card.socialSecurity === 'temporarily-lost') return ['release-temporary-loss', 'reissue'];
  if (card.socialSecurity === 'formally-lost') return ['reissue', 'release-formal-loss'];
  const first: readonly Service[] = card.socialSecurity === 'not-enabled' ? ['enable'] : [];
  const account: readonly Service[] = card.financial === 'not-activated' ? ['activate-finance'] : [];
  return [...first, ...account, 'top-up-transit', 'open-suburban-rail', 'buy-park-ticket'];
};
