// What the counter's pages about purse and park ticket say in English.
import type { sceneZh } from './scene-zh.ts';

export const sceneEn: Readonly<Record<keyof typeof sceneZh, string>> = {
  'action.serve-scenes': 'Top up, open suburban rail, pay a balance back, sell the park ticket',
  'scene.amount': 'Amount of the top-up (yuan)',
  'scene.terms': 'Multiples of {multipleOf} yuan; the purse holds at most {largest} yuan.',
  'scene.payment': 'Paid by',
  'scene.payment.issuing-account': 'the account of the card',
  'scene.payment.cash': 'cash',
  'scene.payment.other-bank-card': 'another card of this bank',
  'scene.account': 'Where the balance goes',
  'scene.otherAccount': 'another bank account',
  'scene.bankName': 'Bank of the account',
  'scene.accountNumber': 'Account number',
  'scene.refundDue': 'Refund due on',
  'scene.park': 'Ticket of {year}, {amount} yuan, good until {until}.',
  'scene.toldFree': 'They were told that at this age many parks are free',
  'scene.incomplete': 'Please fill in everything first.',
  'scene.effect.top-up-transit': 'Usable on buses and metro at once; not paid back when the card is lost.',
  'scene.effect.open-suburban-rail': 'Opens suburban rail.',
  'scene.effect.refund-transit':
    'Together with the exchange of the damaged card: this bank pays the whole balance to the account within 2 natural days.',
  'scene.effect.buy-park-ticket':
    'The ticket is loaded onto this card; the announcement of the year says where it counts.',
};
