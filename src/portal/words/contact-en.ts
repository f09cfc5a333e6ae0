// What the page of one's own contact details says in English.
import type { contactZh } from './contact-zh.ts';

export const contactEn: Readonly<Record<keyof typeof contactZh, string>> = {
  'contact.title': 'Contact details',
  'contact.lead':
    'Change your mobile number, home address or occupation here, or with your valid ID at district and street outlets and outlets of the cooperating banks.',
  'contact.now': 'As recorded now',
  'contact.none': 'Not recorded',
  'contact.phone': 'New mobile number',
  'contact.phoneHint': '11 digits. Leave it empty to keep your number.',
  'contact.occupationHint': 'Leave it as it is if nothing has changed.',
  'contact.choose': 'Choose',
  'contact.act': 'Change',
  'contact.phoneMeans': 'What another mobile number means',
  'contact.means.messages': 'All messages go to the new number from now on, those about a running application too.',
  'contact.means.former': 'Both the new and the former number get a message about it.',
  'contact.means.login':
    'A login by phone takes the new number. Family who share the former one keep it; only yours changes.',
  'contact.means.bank':
    'The phone kept for the bank account stays as it is; you change that in person at an outlet of the issuing bank.',
  'contact.means.bankOf':
    'The phone kept for the bank account stays as it is; you change that in person, with your valid ID, at an outlet of {bank}.',
  'contact.outlets': 'Outlets',
  'contact.key': 'Name and ID number cannot be changed here',
  'contact.keyText':
    'Have them changed at the human resources and medical insurance offices first (and civil affairs, if you have benefits from there), then exchange your card.',
  'contact.keyLink': 'How to exchange',
  'contact.history': 'Changes so far',
  'contact.changed': '{date}: {what} changed from “{before}” to “{after}”',
  'contact.codeTitle': 'Confirm the new phone',
  'contact.codeLead':
    'A message went to {phone}. Type the six digits in it, and the change is made; nothing has changed yet.',
  'contact.code': 'The six digits of the message',
  'contact.codeHint': 'Good for 5 minutes. Tell them to nobody; staff never ask for them.',
  'contact.codeAct': 'Confirm the change',
  'contact.codeAgain': 'It did not come: send another',
  'contact.code.wrong': 'These are not the digits; look at the message again',
  'contact.code.over': 'These digits count no more; send others',
  'contact.codeMessage':
    '[Yikatong] Somebody wants to make this the phone of their social security card. Number to confirm it: {code}, for 5 minutes. If it is not you, do nothing. Tell it to nobody; staff never ask for it.',
  'contact.tooManyCodes': 'Too many messages went to this phone; try again in a quarter of an hour',
  'contact.notSent':
    'The message could not be sent. Try again later, or change the phone at an outlet with your valid ID',
  'contact.doneTitle': 'Your contact details are changed',
  'contact.done': 'They hold from today. A message goes to your phone; if none comes, check the number.',
  'contact.same': 'Nothing changed: this is what is recorded already.',
  'action.change-contact': 'change contact details',
  'event.change-contact': 'Contact details changed (phone, address or occupation)',
  'refused.KEY_FIELD_NOT_EDITABLE':
    'Name and ID number are not changed in the card system. Have them changed at the human resources and medical insurance offices first, then exchange the card at its bank.',
  'refused.ADDRESS_NOT_COMPLETE': 'Enter an address of 5 to 120 characters with house number',
  'refused.OCCUPATION_UNKNOWN': 'Choose an occupation from the list',
  'refused.ACCOUNT_DATA_INCOMPLETE': 'Enter home address and occupation: without them no bank opens an account.',
  'refused.PHONE_NOT_PROVEN': 'The new phone is not confirmed yet.',
  'refused.PHONE_OF_TOO_MANY': 'Too many people have this number recorded. Enter your own.',
};
