// What the pages about a new card for a lost, damaged or outdated one say in English.

export const replaceEn = {
  'replace.title': 'A new card',
  'replace.lead':
    'Re-issue for a lost card; exchange for a damaged one, or one whose data have changed. For third-generation cards both are free.',
  'replace.leadOld': 'This is a first- or second-generation card, which is replaced in another way.',
  'replace.free': 'No production fee, no courier fee',
  'replace.due': 'Made by {date} (mailing not included)',
  'replace.online': 'Online: {service}',
  'replace.counter':
    'Or go yourself to an outlet of {bank} that makes cards on the spot and take the card with you: bring {documents}; {fee}.',
  'replace.when.reissue': 'The card is lost and does not turn up.',
  'replace.when.exchange-damaged': 'The card is damaged or cannot be read, and you have it.',
  'replace.when.exchange-changed': 'Your name or ID number has changed, and the insurance record carries the new one.',
  'replace.means': 'Please read before you go on',
  'replace.means.lost': 'The social-security function of the lost card is stopped at once: no medical care with it.',
  'replace.means.never': 'This cannot be withdrawn; even if you find the card, it cannot be released any more.',
  'replace.means.transit': 'The transit balance of the lost card is not paid back.',
  'replace.means.bank':
    '{bank} confirms the formal loss and then makes the card; what becomes of the account on the lost card, the bank tells you.',
  'replace.means.goesOn': 'Your present card goes on working until the new one is enabled.',
  'replace.means.ends': 'The moment you enable the new card, the present one becomes invalid.',
  'replace.means.refund':
    'The transit balance of the damaged card can be paid back: take the card to an outlet of its bank.',
  'replace.means.record': 'The new card carries the name and number that the insurance record has now.',
  'replace.phone': 'Mobile number for messages',
  'replace.reason': 'What on the card has changed',
  'replace.reason.name': 'Name',
  'replace.reason.id-number': 'ID number',
  'replace.reason.mark': 'Special mark on the card',
  'replace.reasonMissing': 'Choose what on the card has changed',
  'replace.understood':
    'I know that with this the lost card ends for good: it cannot be released, and this cannot be withdrawn',
  'replace.understoodMissing': 'Tick this to say that you have read that the lost card cannot be released',
  'replace.done.reissue': 'Re-issue asked for',
  'replace.done.exchange': 'Exchange asked for',
  'replace.done.lost': '{bank} confirms the formal loss and then makes the card.',
  'replace.done.make': '{bank} makes the card.',
  'replace.done.enable': 'Enable the social-security function when you have the card.',
  'replace.done.enableBoth':
    'Enable the social-security function when you have the card; the present one becomes invalid at that moment.',
  'replace.failed': 'This came to nothing',
  'replace.failed.lead':
    '{bank} or the bureau did not go on with this request. You can go to an outlet of {bank}, ask again, or call 96066.',
  'replace.again': 'Ask again',
  'cancel.title': 'Cancelling a card',
  'cancel.lead':
    'A card that is not needed any more, after a death, settling abroad or a move to another province, can be cancelled; not online and not by telephone.',
  'cancel.order': 'In this order',
  'cancel.step.settle':
    'Settle the matter at the offices of human resources, civil affairs and others, and bring the proof.',
  'cancel.step.social':
    'At any district or street outlet, or an outlet of a cooperating bank, cancel the social-security function. Bring: {documents}.',
  'cancel.step.account':
    'To cancel the account too, go to an outlet of {bank} afterwards, or have both done there at once; what it asks for is its own rule. The account alone cannot be cancelled.',
  'cancel.afterDeath': 'When the holder has died',
  'cancel.afterDeath.text': 'An agent does it without an authorisation. Bring: {documents}.',
  'cancel.means': 'Afterwards',
  'cancel.means.ends': 'The social-security function has ended for good; whoever needs a card again applies anew.',
  'cancel.means.six': 'After 6 months the bank may suspend what is not done at its counters.',
  'cancel.means.lost': 'A lost card is formally reported lost first; then it need not be brought.',
  'home.replacementTitle': '{service} · {state}',
  'refused.REASON_MISSING': 'Choose what on the card has changed.',
} as const;
