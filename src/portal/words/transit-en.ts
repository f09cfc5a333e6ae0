// What the pages about the transit purse say in English.
import type { transitZh } from './transit-zh.ts';

export const transitEn: Readonly<Record<keyof typeof transitZh, string>> = {
  'by.operator': 'The transit operator',
  'event.top-up-transit': 'Transit purse topped up',
  'event.settle-rides': 'Rides, added up by the day',
  'event.open-suburban-rail': 'Suburban rail opened',
  'event.order-transit-refund': 'Refund of the transit balance ordered',
  'event.redirect-transit-refund': 'Another account for the transit refund',
  'event.pay-transit-refund': 'Transit balance paid back',
  'refused.WALLET_IN_STATE':
    'The transit purse is not in a state for this; where it was never topped up, do that first.',
  'refused.AMOUNT_NOT_OFFERED': 'This amount cannot be topped up; take a multiple of what the page says.',
  'refused.BALANCE_TOO_LARGE': 'The purse would hold more than it may; top up less.',
  'refused.EXCHANGE_NOT_ASKED': 'A refund goes together with the exchange of the damaged card: take that in first.',
  'refused.REFUND_IS_UNDER_WAY': 'The refund is under way; there is nothing to ask again.',
  'refused.NOTHING_TO_REFUND': 'There is no transit balance to pay back.',
  'refused.ACCOUNT_NOT_ACTIVE': 'The account of the card is not active; name another account for the refund.',
  'transit.title': 'Transit',
  'transit.entry': 'Transit balance',
  'transit.balance': 'Balance',
  'transit.yuan': '{amount} yuan',
  'transit.state': 'State',
  'transit.state.not-ready': 'Never topped up; usable after the first top-up',
  'transit.state.ready': 'Ready to ride',
  'transit.state.refund-pending': 'The balance is being paid back',
  'transit.state.refunded': 'The balance was paid back',
  'transit.state.forfeited': 'Card lost and re-issued; the balance is not paid back',
  'transit.state.closed': 'Ended with the card',
  'transit.suburban': 'Suburban rail',
  'transit.suburban.yes': 'opened {date}',
  'transit.suburban.no': 'not opened',
  'transit.known':
    'The balance is the sum of the entries below; the books of the transit operator count. Rides are added up by the day and may come a day or two late.',
  'transit.entries': 'Entry by entry',
  'transit.noEntries': 'No entries yet.',
  'transit.most': 'The latest {count} entries; the balance is the sum of all.',
  'transit.kind.top-up': 'Top-up',
  'transit.kind.rides': 'Rides',
  'transit.kind.refund': 'Refund',
  'transit.refund': 'Refund',
  'transit.refund.ordered': '{amount} yuan to {account}, on {date} at the latest.',
  'transit.refund.late': 'It was due on {date} to {account} and is late. Call {bank}, or 96066.',
  'transit.refund.refused':
    '{bank} could not pay it; the money is still yours. Go to an outlet of that bank with your ID and name another account.',
  'transit.refund.paid': '{amount} yuan were paid to {account} ({date}).',
  'transit.account.card-account': 'the bank account of the card',
  'transit.account.other-account': 'the account ending in {lastFour} at {bank}',
  'transit.lost':
    'Card lost: the purse cannot be stopped from afar, and its balance is not paid back after a re-issue.',
  'transit.damaged':
    'Card damaged: exchange it at an outlet of {bank}; the balance is paid back within 2 natural days to an account you name.',
  'transit.where':
    'To top up: at an outlet of any cooperating bank, at a top-up outlet of the transit card, or in the Beijing Yikatong app with the card held to the phone. An outlet of {bank} can take it from the account of the card; other banks take cash or their own cards.',
  'transit.suburbanWhere':
    'Suburban rail is opened at an outlet of {bank} or of the transit card company, with the card and the original of your ID.',
  'transit.fares': 'Discounts are those of the Beijing transit card; elsewhere local rules apply.',
};
