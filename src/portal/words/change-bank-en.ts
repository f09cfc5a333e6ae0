// What the page of a change of bank says in English.
import type { changeBankZh } from './change-bank-zh.ts';

export const changeBankEn: Readonly<Record<keyof typeof changeBankZh, string>> = {
  'service.change-bank': 'Change the bank of the card',
  'changeBank.hint': 'Cancel the card at its bank first, then apply at the new one',
  'changeBank.title': 'Change of bank',
  'changeBank.lead.no-card': 'You have no social security card now. You choose the bank when you apply.',
  'changeBank.lead.old-card':
    'Yours is an old card ({bank}). Nothing has to be cancelled first: you change by applying for the third-generation card of the bank you want.',
  'changeBank.lead.card':
    'Your card is issued by {bank}. To change, it is cancelled at {bank} first, then you apply at the new bank. Please read this before you decide.',
  'changeBank.lead.left': 'Your former card was cancelled at {bank}; you have not applied at the new bank yet.',
  'changeBank.lead.applied': 'You have left {bank}; the card of the new bank is on its way.',
  'changeBank.old': 'How to change',
  'changeBank.old.choose': 'Apply for the third-generation card and choose the bank you want.',
  'changeBank.old.fixed':
    'By the rules, the bank of your third-generation card is {bank} now. Once you have the card you can change.',
  'changeBank.old.goesOn':
    'The old card works until the new one is enabled. You keep it, and its bank account can go on.',
  'changeBank.old.counter': 'Or go straight to an outlet of that bank, which does it on the spot. Bring: {documents}.',
  'changeBank.means': 'What changing the bank means',
  'changeBank.means.cancelled':
    'The bank takes the card back; its social-security function and its account end together and cannot be restored.',
  'changeBank.means.noCard':
    'From then until the new card is enabled you have no card to use, neither for medical care nor for transit.',
  'changeBank.means.balance':
    'Move the money out of the account first. The transit balance does not move to the new card: use it up.',
  'changeBank.means.pension': 'Pension and other benefits stay with their account; that is changed separately.',
  'changeBank.means.six': 'After a change you can change again only when six months are over.',
  'changeBank.means.care':
    'If you are about to retire or take a job in another district, change with care, so that no benefit is affected.',
  'changeBank.steps': 'Three steps',
  'changeBank.done': '[Done] ',
  'changeBank.now': '[Now] ',
  'changeBank.later': '[Later] ',
  'changeBank.step.leave': 'Cancel the card at an outlet of {bank}',
  'changeBank.step.apply': 'Apply at the new bank',
  'changeBank.step.receive': 'Receive the new card and enable it',
  'changeBank.leftOn': 'Taken back and cancelled on {date}.',
  'changeBank.leave.how':
    'Go to any outlet of {bank} yourself and say that you want to change the bank. Bring: {documents}. Not online and not by telephone.',
  'changeBank.apply.counter': 'Apply at an outlet of the new bank yourself. Bring: {documents}.',
  'changeBank.apply.online': 'Or apply online and choose the new bank.',
  'changeBank.nextOn': 'You can change the bank again from {date} on.',
  'changeBank.runningLine': 'Your former card is cancelled: apply at the new bank',
  'event.change-bank': 'Bank of the card changed',
  'refused.CARD_NOT_COLLECTED': 'Take the card back before you cancel it.',
  'refused.WARNING_NOT_READ':
    'Tell the person first: who is about to retire or takes a job in another district should change with care, so that no benefit is affected.',
};
