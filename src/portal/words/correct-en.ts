// What the pages say in English about an application that was sent back.

export const correctEn = {
  'correct.title': 'Correct and send again',
  'correct.lead':
    'Your application was sent back. You need not start again: the number stays, what was right need not be filled in again, and the time limit counts from the day you send it again.',
  'correct.why': 'What was wrong and what to do',
  'correct.anew': 'Pages to answer again',
  'correct.kept': 'Everything else is filled in as you sent it; you can change it before you send it again.',
  'correct.pictures': 'The other pictures are kept for you until {date}; later they have to be sent again.',
  'correct.oldCard': 'Your old card goes on working meanwhile.',
  'correct.start': 'Start correcting',
  'correct.sentBack': 'What was wrong last time',
  'correct.or': 'You may also leave it and apply anew.',
  'correct.part.record': 'Check your record',
  'correct.part.contact': 'Contact',
  'correct.part.id-photos': 'Photos of the ID document',
  'correct.part.card-photo': 'Photo for the card',
  'correct.part.bank': 'Choosing the bank',
  'correct.part.mail': 'Mailing data',
  'progress.rejected': 'Sent back by the bureau',
  'progress.resubmitted': 'Corrected and sent again',
  'progress.reminded': 'You were reminded of the card',
  'progress.correct': 'Waits for you to correct it and send it again',
  'progress.chooseBank': 'Waits for you to choose another bank',
  'progress.on-hold': 'On hold',
  'progress.released': 'Checked; it goes on',
  'progress.held': 'The bureau checks it',
  'hold.title': 'On hold: something has to be checked',
  'hold.lead':
    'What stands below has changed since you applied. The bureau checks it and tells you by message. The number stays the same, and your old card goes on working.',
  'hold.why': 'Why, and what to do',
  'application.on-hold': 'On hold, being checked',
  'home.onHold': 'The bureau checks it and will tell you; see the progress for the reason',
  'lookUp.onHold': 'On hold: the bureau checks it and will send a message. Log in to see why, or call 96066.',
  'application.rejected': 'Sent back, to be corrected',
  'home.rejected': 'See why, correct it and send it again under the same number',
  'home.accountRefused': 'See why, and choose another bank under the same number',
  'home.returned': 'The bank keeps the card; choose an address or an outlet again',
  'home.readyForPickup': 'Collect it in person at the outlet with your valid ID',
  'lookUp.rejected':
    'This application was sent back. Log in to see why, correct it and send it again under the same number.',
  'lookUp.accountRefused':
    'The bank opened no account. Log in to see why and choose another bank under the same number.',
  'lookUp.returned': 'The card is back at its bank. Log in to choose an address or an outlet again.',
  'refused.NOTHING_TO_CORRECT':
    'There is nothing to correct in this application now. Sent again it will be a new application.',
} as const;
