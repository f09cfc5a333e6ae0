// What the console says in English about enabling a card for somebody.
import type { enableZh } from './enable-zh.ts';

export const enableEn: Readonly<Record<keyof typeof enableZh, string>> = {
  'enable.title': 'Enable the social security function',
  'enable.open': 'Enable it here',
  'enable.for': 'Asked for by: {who}',
  'enable.act': 'Enable',
  'replace.onTheSpot':
    'This outlet makes cards on the spot: the card can be made and handed over now; choose this outlet below.',
  'replace.proofHint':
    'For a special mark check the paper of the office that gave it; of name and number the insurance record decides.',
  'replace.effect.reissue':
    'The lost card is formally lost with this, and the bank is asked to stop its account; it cannot be withdrawn, and the card is never released. Tell the person first.',
  'replace.effect.exchange-damaged':
    'The present card goes on until the new one is enabled and ends with that. Its transit balance can be paid back at its bank.',
  'replace.effect.exchange-changed':
    'The new card carries the name and number that the record has now; the present one ends when the new one is enabled.',
  'cancel.reason': 'Reason',
  'cancel.reason.death': 'Death',
  'cancel.reason.settled-abroad': 'Settled abroad',
  'cancel.reason.transferred-out': 'Moved to another province',
  'cancel.reason.other': 'Other',
  'cancel.reasonMissing': 'Choose the reason.',
  'cancel.settled':
    'The matter has to be settled at the offices first: what the insurance record shows needs no paper, otherwise check the proof. For the deceased an agent comes.',
  'cancel.account': 'The account too (the bank is asked to cancel it)',
  'cancel.effect.cancel':
    'The social-security function ends at once and for good. The account stays; after 6 months its bank may suspend what is not done at its counters.',
  'cancel.effect.cancel-finance':
    'The bank is asked to cancel the account; it counts as cancelled when the bank says so.',
  'enable.effect':
    'The old card ends its social security function at the same moment and the electronic card is linked to the new one; the bank activates the financial function.',
  'enable.callerName': 'Name the caller says',
  'enable.callerId': 'ID number the caller says',
  'enable.proof': 'How else the caller was checked (the way is kept, the answer never)',
  'enable.proof.call-back': 'called back on the number on file',
  'enable.proof.service-password': 'service password (keyed in by the caller)',
  'enable.typed': 'Service password as the caller keyed it in',
  'enable.typedHint':
    'Only where the service password is the proof. The caller keys it in and never says it aloud; an initial one does not do for enabling.',
  'enable.proof.knowledge-check': 'asked about earlier matters',
  'loss.effect.report-temporary-loss':
    'The social security function stops at once for 15 days and the issuing bank is asked to suspend the account; to be surer the holder calls the bank. The transit balance cannot be stopped from afar.',
  'loss.effect.release-temporary-loss':
    'The social security function works again at once, and the issuing bank is asked to resume the account.',
  'loss.effect.report-formal-loss':
    'It does not end by itself. At an outlet of the issuing bank the account goes with it, and a new card is made there.',
  'loss.effect.release-formal-loss':
    'The social security function works again at once; at an outlet of the issuing bank the account with it.',
  'loss.effect.report-formal-loss-finance':
    'The issuing bank is asked to record the account as formally lost, and it is so once the bank confirms. The social security function stays as it is.',
  'loss.effect.release-finance':
    'The issuing bank is asked to release the account, by its own rules. The social security function stays as it is.',
  'loss.effect.change-bank-phone':
    'The issuing bank is asked to change the phone it keeps for the account, and it is so once the bank confirms. The phone in our record stays as it is.',
  'loss.newPhone': 'New phone for the bank',
  'loss.account': 'Issuing bank',
  'loss.told': 'They were told that the account is a matter for the issuing bank',
  'loss.until': 'Ends by itself',
};
