// Guards about the place: the matrix of services and places on the day, and what is open instead.
import {
  type Asked,
  applyingServices,
  type Cell,
  type Finding,
  type Guard,
  holdsThirdGeneration,
  type Missing,
  missing,
} from './asked.ts';
import { nextRow, rowOn, rowsAfter } from './dated-rows.ts';
import { applyOnline, originalChannel } from './original-channel.ts';
import type { Service } from './question.ts';
import { type Offer, type Place, places } from './rows.ts';
import { phaseKey } from './snapshot.ts';
import type { Instead } from './verdict.ts';

/** How a column of the matrix reads as advice. */
export const asInstead = (place: Place): Instead => {
  switch (place) {
    case 'own-bank-instant':
      return { channel: 'bank', outlet: { instant: true } };
    case 'own-bank':
      return { channel: 'bank', outlet: { instant: false } };
    case 'other-bank':
      return { channel: 'bank' };
    default:
      return { channel: place };
  }
};

const withIssuingBank = (instead: Instead, bank: string | null | undefined): Instead =>
  instead.channel === 'bank' && bank ? { ...instead, outlet: { ...instead.outlet, bank } } : instead;

/** Whether an open cell is of use to this person: online replacement only where the bank of the card offers it (C-10). */
const servesThisCard = ({ snapshot, question: { card }, day }: Asked, offer: Offer): boolean =>
  !offer.flag || !card?.bank || rowOn(snapshot.bankFlags, `${card.bank}/${offer.flag}`, day) !== undefined;

/** Every place where the service is open on the day; of banks the issuing one, unless any will do. */
const openElsewhere = (asked: Asked): readonly Instead[] => {
  const { snapshot, question, day } = asked;
  const open = places.filter((place) => {
    const offer = rowOn(snapshot.offers, `${question.service}/${place}`, day);
    return offer?.answer === 'open' && servesThisCard(asked, offer);
  });
  if (open.includes('other-bank'))
    return [
      ...open.filter((place) => !place.endsWith('bank') && place !== 'own-bank-instant'),
      'other-bank' as const,
    ].map(asInstead);
  const bank = applyingServices.has(question.service) ? undefined : question.card?.bank;
  const own = open.filter((place) => place === 'own-bank-instant' || place === 'own-bank');
  // Where no card is made, a counter that makes cards is no better than the others of the issuing bank: it is said once.
  const isSaidOnce = bank && own.every((place) => !rowOn(snapshot.timeLimits, `${question.service}/${place}`, day));
  if (isSaidOnce)
    return open
      .filter((place) => place !== own[1])
      .map((place) => (place === own[0] ? { channel: 'bank', outlet: { bank } } : asInstead(place)));
  return open.map(asInstead).map((each) => withIssuingBank(each, bank));
};

const opensLater = ({ snapshot, question: { service }, day }: Asked, closed: readonly Place[]): readonly Instead[] => {
  const found: Instead[] = [];
  for (const place of closed) {
    const next = rowsAfter(snapshot.offers, `${service}/${place}`, day).find((row) => row.answer === 'open');
    if (next) found.push({ from: next.from, ...asInstead(place) });
  }
  return found;
};

const referral: Partial<Record<Service, Instead>> = {
  'top-up-transit': { step: 'transit-app' },
  'buy-park-ticket': { step: 'park-channels' },
  'change-pension-account': { step: 'pension-office' },
};

/** The channels of that other business, and the counters that do it too; an outlet that makes cards does nothing more. */
const referred = (asked: Asked): readonly Instead[] => {
  const own = referral[asked.question.service];
  return [...(own ? [own] : []), ...openElsewhere(asked).filter(({ outlet }) => !outlet?.instant)];
};

/** R-LOSS-05, R-LOSS-13: a temporary loss ends by itself; who has found the card and can wait need go nowhere. */
const endsByItself = ({ question: { service, card } }: Asked): readonly Instead[] => {
  if (service !== 'release-temporary-loss' || card?.reissueRequested) return [];
  const state = card?.socialSecurity;
  return state === undefined || state === 'temporarily-lost' ? [{ step: 'wait-15-days' }] : [];
};

/** What can be done where a cell is closed: elsewhere today, here later, or by asking 96066. */
const advice = (asked: Asked, closed: readonly Place[], code: Finding['code']): readonly Instead[] => {
  const { snapshot, question, day } = asked;
  const { service } = question;
  if (code === 'EXTERNAL_SERVICE') return referred(asked);
  if (code === 'ORIGINAL_CHANNEL') return originalChannel(snapshot, day);
  if (code === 'OLD_CARD_ISSUING_STOPPED') return [applyOnline];
  const help: readonly Instead[] =
    service === 'apply' && closed.includes('hotline')
      ? [{ step: 'ask-for-help', channel: 'hotline', from: '2025-10-09' }]
      : [];
  return [...opensLater(asked, closed), ...openElsewhere(asked), ...endsByItself(asked), ...help];
};

/** The open row for the question, where it is one and the same for every place it may be about. */
export const openOffer = ({ cells }: Asked): Offer | undefined => {
  const offer = cells[0]?.offer;
  return offer?.answer === 'open' && cells.every((cell) => cell.offer === offer) ? offer : undefined;
};

const whatIsMissing = ({ question: { service, outlet, card, bank } }: Asked): Missing => {
  if (!outlet?.bank) return missing('outlet.bank');
  // Who collects holds at most an old card: the bank chosen for the new one decides (C-48).
  if (service === 'collect' && !bank && (card === null || (card?.generation ?? 3) < 3)) return missing('bank');
  if (!card?.bank && outlet.instant !== undefined) return missing('card.bank');
  return missing(outlet.instant === undefined ? 'outlet.instant' : 'card.bank');
};

const closedBy = (asked: Asked, cells: readonly Cell[]): Finding | undefined => {
  const [first] = cells;
  if (first === undefined) return undefined;
  const { service } = asked.question;
  const closed = cells.map((cell) => cell.place);
  const row = first.offer;
  if (row && row.answer !== 'open')
    return { code: row.answer, rules: row.rules, instead: advice(asked, closed, row.answer) };
  const later = rowsAfter(asked.snapshot.offers, `${service}/${first.place}`, asked.day);
  const next = later.find((each) => each.answer === 'open');
  if (next)
    return {
      code: 'NOT_YET_OPEN',
      rules: next.rules,
      facts: { from: next.from },
      instead: advice(asked, closed, 'NOT_YET_OPEN'),
    };
  return {
    code: 'SERVICE_NOT_AT_CHANNEL',
    rules: ['R-CHAN-06'],
    instead: advice(asked, closed, 'SERVICE_NOT_AT_CHANNEL'),
  };
};

const answerOf = (cell: Cell): string => cell.offer?.answer ?? 'none';

/** UNKNOWN_CHANNEL for a code that no row names on the day; of an added channel only its services (R-CHAN-01, R-CHAN-06). */
export const channelIsKnown: Guard = (asked) => {
  const { snapshot, question, places: candidates, day } = asked;
  const { channel, service } = question;
  if (candidates.length > 0) return undefined;
  const row = rowOn(snapshot.channels, channel, day);
  if (row) return { code: 'SERVICE_NOT_AT_CHANNEL', rules: row.rules, instead: openElsewhere(asked) };
  const later = rowsAfter(snapshot.channels, channel, day).filter((each) => each.services?.includes(service));
  const known = snapshot.rows.channels.filter((each) => each.online && rowOn(snapshot.channels, each.channel, day));
  return {
    code: 'UNKNOWN_CHANNEL',
    rules: ['R-CHAN-01', 'R-CHAN-06'],
    facts: { channel },
    instead: [
      ...later.slice(0, 1).map(({ from }) => ({ from, channel })),
      ...known.filter((each) => each.services?.includes(service) ?? true).map((each) => ({ channel: each.channel })),
    ],
  };
};

/** The cell is open. Where several cells are possible and they differ, the fact that decides is missing. */
const checkCells = (asked: Asked, cells: readonly Cell[]): Finding | Missing | undefined => {
  if (openOffer(asked)) return undefined;
  if (cells.every((cell) => cell.offer?.answer === 'open')) {
    return new Set(cells.map((cell) => cell.offer)).size > 1 ? whatIsMissing(asked) : undefined;
  }
  // Closed wherever it may be: then it does not matter which; what is said last is the most general.
  if (cells.every((cell) => cell.offer?.answer !== 'open')) return closedBy(asked, cells.toReversed());
  return whatIsMissing(asked);
};

/** Open at this kind of place, whichever bank it is (the bank is `atIssuingBank`'s question). */
export const atChannel: Guard = (asked) => {
  const { cells } = asked;
  const others = cells.filter((cell) => answerOf(cell) !== 'NOT_ISSUING_BANK');
  return others.length === 0 || (others.length < cells.length && others.every((cell) => answerOf(cell) === 'open'))
    ? undefined
    : checkCells(asked, cells);
};

/** Open at this bank: of the cells only those of the issuing bank may be left. */
export const atIssuingBank: Guard = (asked) => checkCells(asked, asked.cells);

/** R-REISSUE-04, C-10: online replacement only with a bank that offers it. */
export const bankOffersIt: Guard = (asked) => {
  const offer = openOffer(asked);
  const { card } = asked.question;
  if (!offer?.flag || !card) return undefined;
  if (!card.bank) return missing('card.bank');
  if (rowOn(asked.snapshot.bankFlags, `${card.bank}/${offer.flag}`, asked.day)) return undefined;
  const counters = openElsewhere(asked).filter((each) => each.channel === 'bank');
  return { code: 'SERVICE_NOT_AT_CHANNEL', rules: offer.rules, facts: { bank: card.bank }, instead: counters };
};

/** R-PROD-03, C-07: until 2026 a first card is not made on the spot; a replacement is. */
export const instantIsOpen: Guard = ({ snapshot, question: { card }, phase, day, places: candidates }) => {
  if (phase === 'regular' || !candidates.includes('own-bank-instant')) return undefined;
  const replacement = holdsThirdGeneration(card);
  if (replacement === undefined) return missing('card');
  if (replacement) return undefined;
  const regular = rowsAfter(snapshot.phases, phaseKey, day).find((row) => row.phase === 'regular');
  const later: readonly Instead[] = regular ? [{ from: regular.from, channel: 'bank', outlet: { instant: true } }] : [];
  return {
    code: 'INSTANT_CLOSED',
    rules: ['R-PROD-03'],
    instead: [...later, { service: 'apply', channel: 'minsheng' }],
  };
};

/**
 * R-GROUP-17: the bank comes to an employer's premises; to one person's door only if a bank's visit was ordered. It is the
 * issuing bank that comes (C-14).
 */
export const isDeliveredToEmployer: Guard = ({ question: { person, delivery, card, outlet }, places: candidates }) => {
  if (!candidates.includes('door')) return undefined;
  const ownBank = card?.bank ? { outlet: { bank: card.bank } } : {};
  if (outlet?.bank && card?.bank && outlet.bank !== card.bank)
    return {
      code: 'NOT_ISSUING_BANK',
      rules: ['R-GROUP-17', 'R-FIN-01'],
      instead: [{ channel: 'bank', ...ownBank }],
    };
  if (delivery === 'bank-visit' || person?.employer !== null) return undefined;
  return { code: 'SERVICE_NOT_AT_CHANNEL', rules: ['R-GROUP-17'], instead: [{ channel: 'bank', ...ownBank }] };
};

/** R-FIN-03, C-14: a machine in the outlet activates only where the bank is known to have such machines. */
export const machineIsOffered: Guard = ({ snapshot, question: { outlet, card }, day }) => {
  if (!outlet?.machine) return undefined;
  if (card?.bank && rowOn(snapshot.bankFlags, `${card.bank}/activate-at-machine`, day)) return undefined;
  const at = card?.bank ? { outlet: { bank: card.bank } } : {};
  return {
    code: 'SERVICE_NOT_AT_CHANNEL',
    rules: ['R-FIN-01', 'R-FIN-03'],
    instead: [{ service: 'activate-finance', channel: 'bank', ...at }],
  };
};

/** R-PARK-02: sold only in the period that the year's announcement names. */
export const isOnSale: Guard = ({ snapshot, question: { service }, day }) => {
  if (rowOn(snapshot.salePeriods, service, day)) return undefined;
  const next = nextRow(snapshot.salePeriods, service, day);
  return {
    code: 'NOT_YET_OPEN',
    rules: ['R-PARK-02'],
    facts: next ? { from: next.from } : {},
    instead: next ? [{ from: next.from, channel: 'bank' }] : [{ step: 'park-announcement' }],
  };
};
