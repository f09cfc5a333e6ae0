// What the pages of one's own service password say in English.
import type { detailsZh } from './details-zh.ts';

export const detailsEn: Readonly<Record<keyof typeof detailsZh, string>> = {
  'password.title': 'Service password',
  'password.lead':
    'For asking about the state of your card and its production, and for proving who you are on the telephone. It is not the password of your bank card, nor that of your medical account.',
  'password.isInitial':
    'You still have the initial password (last 6 of the social security number). It is good for queries only: please change it to one that only you know.',
  'password.isSet': 'You have set a password of your own.',
  'password.isLocked':
    'Locked after wrong tries in a row. The card works as before. Reset the password here, or at an outlet.',
  'password.old': 'Present service password',
  'password.oldHint':
    'If you never changed it: the last 6 of the social security number (may end in X). {tries} wrong tries in a row lock it.',
  'password.new': 'New service password',
  'password.rule':
    '{least} to {most} digits. No digits of your birthday, ID number or phone number, no repeated digits and no sequences.',
  'password.again': 'The new password once more',
  'password.notAgain': 'The two new passwords differ',
  'password.change': 'Change',
  'password.forgotten': 'Forgotten or locked: reset the password',
  'password.others':
    'District and street outlets and outlets of the cooperating banks do it too. 96066 neither changes nor resets passwords. It may confirm you by yours when you call it yourself; it never calls or writes to ask for it.',
  'password.reset': 'Reset the service password',
  'password.resetLead': 'Your login has proved who you are, so the old password is not needed.',
  'password.resetAct': 'Reset',
  'password.doneTitle': 'Your service password is changed',
  'password.done': 'The new one is good from now on. The password of your bank card is as it was.',
  'password.keep': 'Tell it to nobody. Staff never ask for it.',
  'refused.PASSWORD_SHAPE': 'A password has 6 to 12 digits',
  'refused.PASSWORD_FROM_RECORD':
    'The password has digits of a birthday, ID number or phone number and is easily guessed: take another one',
  'refused.PASSWORD_TOO_SIMPLE': 'The password is too simple (repeated, in sequence or common): take another one',
  'refused.PASSWORD_UNCHANGED': 'The new password is the old one: take another one',
  'refused.PASSWORD_WRONG': 'This is not the present service password',
  'refused.PASSWORD_LOCKED': 'The service password is locked. Reset it first; the card works as before.',
  'refused.PASSWORD_NOT_VERIFIED':
    'The service password was not confirmed. An initial one is good for queries only; the caller can be checked in another way.',
  'status.entry': 'No number at hand? Look up cards and progress with the service password',
  'status.title': 'State of my card',
  'status.lead':
    'Without a login: enter the social security number and the service password to see the functions of the cards and how far the last application is.',
  'status.idNumber': 'Social security number (ID number)',
  'status.idNumberMissing': 'Enter the social security number',
  'status.password': 'Service password',
  'status.passwordHint':
    'If it was never changed: the last 6 characters of that number. {tries} wrong tries in a row lock it.',
  'status.passwordMissing': 'Enter the service password',
  'status.wrong': 'The number or the password is wrong, or the password is locked. Log in instead, or call 96066.',
};
