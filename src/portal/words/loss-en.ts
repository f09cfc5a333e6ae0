// What the pages about a lost card say in English.
import type { lossZh } from './loss-zh.ts';

export const lossEn: Readonly<Record<keyof typeof lossZh, string>> = {
  'loss.entry': 'Card lost? Stop it now',
  'loss.entryHint': 'Log in and press one button; or call 96066',
  'loss.title': 'Report a temporary loss',
  'loss.lead': 'If you cannot find the card, stop it first; it can be used again later.',
  'loss.act': 'Stop the card now',
  'loss.means': 'What happens then',
  'loss.means.medical': 'The card no longer works for medical care, at once.',
  'loss.means.account':
    '{bank} is asked to suspend the account, and it is suspended once the bank confirms. To be surer, call the bank.',
  'loss.means.end':
    'After 15 days the social-security function works again by itself. The account follows the rules of its bank, not the 15 days.',
  'loss.means.transit': 'The transit balance on the card cannot be stopped from afar and is not paid back.',
  'loss.is.temporarily-lost': 'Temporarily lost',
  'loss.is.formally-lost': 'Formally lost',
  'loss.stopped': 'This card does not work for medical care now',
  'loss.until': 'The social-security function works again by itself at {time}.',
  'loss.account.waiting': '{bank} was asked to {what}. It has not confirmed yet.',
  'loss.account.late': '{bank} was asked to {what} and has not confirmed. Please call the bank, or 96066.',
  'loss.account.failed':
    '{bank} could not {what}. Please call the bank, or go to one of its outlets with your valid ID.',
  'loss.ask.suspend': 'suspend the account',
  'loss.ask.resume': 'resume the account',
  'loss.ask.formal-loss': 'report the account formally lost',
  'loss.ask.cancel': 'cancel the account',
  'loss.ask.release-formal-loss': 'release the formal loss of the account',
  'loss.found': 'You have found it',
  'loss.found.wait': 'Not urgent: do nothing, it works again at {time}.',
  'loss.found.bank':
    'Urgent: take your valid ID and the card to an outlet of {bank}; it works again at once. It cannot be released online, by telephone or at another bank.',
  'loss.found.reissued':
    'A new card was asked for: this one is stopped for good and cannot be released. Wait for the new one, or call 96066.',
  'refused.BY_OTHERS_AFTER_DEATH':
    'For somebody who has died an agent cancels the card, with their own ID, the agent’s material and proof that the matter is settled.',
  'loss.notFound': 'You cannot find it',
  'loss.notFound.bank':
    'With your valid ID, go to an outlet of {bank} that makes cards on the spot: formal loss and a new card, free of charge.',
  'loss.runningLine': 'Works again by itself at {time}; what to do if you found it',
  'loss.formalLine': 'Does not end by itself; how to get a new card or release it',
};
