// What the console says in English about contact details and about a change of bank at the counter.
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
  'leave.tell.noCard':
    'Tell the person first: from now until the new card is enabled there is no card to use; both functions end together and cannot be restored.',
  'leave.tell.balance':
    'The money leaves the account first; the transit balance does not move to the new card; the account of pension and benefits is changed separately.',
  'leave.tell.six': 'After a change the next one is possible when six months are over.',
  'leave.warned':
    'The person was told: who is about to retire or takes a job in another district should change with care, so that no benefit is affected',
  'leave.collected': 'The card is taken back',
  'leave.next': 'Next the person applies at an outlet of the new bank with their valid ID, or online.',
};
