// What the console says in English about the contact details of somebody at the counter.
import type { contactZh } from './contact-zh.ts';

export const contactEn: Readonly<Record<keyof typeof contactZh, string>> = {
  'contact.open': 'Do it here',
  'contact.title': 'Change contact details',
  'contact.lead': 'Fill in only what changes. Let the person check the number before you send it.',
  'contact.phone': 'New mobile number',
  'contact.address': 'New home address',
  'contact.occupation': 'Occupation',
  'contact.asBefore': 'as before',
  'contact.act': 'Change',
  'contact.done': 'The contact details are changed. Of a new phone both the new and the former number are told.',
  'contact.same': 'Nothing changed: this is what is recorded already, or nothing was filled in.',
  'contact.key':
    'Name and ID number are not changed here: the person has them changed at the human resources and medical insurance offices, then exchanges the card at its bank.',
  'contact.bankPhone': 'The phone kept for the bank account stays as it is; it is changed at the issuing bank alone.',
};
