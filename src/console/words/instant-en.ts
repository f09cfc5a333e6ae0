// What the console says in English about cards that are made on the spot.
import type { instantZh } from './instant-zh.ts';

export const instantEn: Readonly<Record<keyof typeof instantZh, string>> = {
  'nav.instant': 'Cards on the spot',
  'home.instantLead': 'Go on with cards that are half made here',
  'action.issue-instantly': 'Make a card on the spot',
  'instant.title': 'Card made on the spot',
  'instant.lead':
    'Cards of this outlet that are not finished, the oldest first. Open one to go on: nothing that is done is done again.',
  'instant.none':
    'Nothing is half done. A new one begins from the slip of an application or replacement, or from the page of its person.',
  'instant.begun': 'Begun',
  'instant.changed': 'Last step',
  'instant.openNew': 'Make the card now',
  'instant.openRunning': 'Go on making the card',
  'instant.nothingFiled':
    'Nothing that was filed at this outlet waits to be made. First file an application or a replacement here, to be collected at this outlet.',
  'instant.beginLead':
    'Begin when the originals are checked. From then on this outlet makes the card, and the bank’s production does not.',
  'instant.begin': 'Checked, begin',
  'instant.application': 'Application',
  'instant.blanks': 'Blank cards here',
  'instant.tenMinutes':
    'A card takes about 10 minutes. After an interruption it goes on from here; nothing that is done is done again.',
  'instant.course': 'How far it is',
  'instant.failed': '{when}: {why}',
  'instant.state.checked': 'Checked',
  'instant.state.account-open': 'Account opened',
  'instant.state.photo-confirmed': 'Photo confirmed',
  'instant.state.personalised': 'Chip written',
  'instant.state.printed': 'Printed',
  'instant.state.verified': 'Verified',
  'instant.state.handed-over': 'Handed over',
  'instant.state.done': 'Done',
  'instant.state.abandoned': 'Left to the bank',
  'instant.stage.check': 'Check person and documents',
  'instant.stage.open-account': 'Open the account',
  'instant.stage.confirm-photo': 'Confirm the photo',
  'instant.stage.personalise': 'Write the chip',
  'instant.stage.print': 'Print the card',
  'instant.stage.verify': 'Verify the card',
  'instant.stage.hand-over': 'Hand it over',
  'instant.stage.enable': 'Enable and activate',
  'instant.do.open-account':
    'Open the account in the system of the bank and enter the last four of its number. The card number is allotted here.',
  'instant.do.confirm-photo': 'Show the holder the photo that will stand on the card.',
  'instant.do.personalise': 'Put a blank card in. It is taken from the stock when writing begins.',
  'instant.do.print': 'Prints name, photo and card number.',
  'instant.do.verify':
    'Reads the chip and compares it with what was written; look at the face, too. Only then is there a card.',
  'instant.do.hand-over': 'Check the originals and hand the card over.',
  'instant.do.enable': 'The holder decides. With enabling, the former card ends for social security.',
  'instant.act.open-account': 'The account is open',
  'instant.act.confirm-photo': 'The photo is confirmed',
  'instant.act.personalise': 'Write the chip',
  'instant.act.print': 'Print the card',
  'instant.act.verify': 'Verify the card',
  'instant.act.hand-over': 'The card is handed over',
  'instant.act.enable': 'Finish',
  'instant.blankTaken':
    'This blank is taken already. If the machine has written it, it answers so and does not write again.',
  'instant.accountLastFour': 'Last four of the account',
  'instant.photoOnFile':
    'No photo came with the application; the one on record is used. Show it in the bank’s own system.',
  'instant.photoSeen': 'The holder has seen the photo and agrees',
  'instant.wish': 'The holder chooses',
  'instant.wish.enable-and-activate': 'Enable social security and activate the account',
  'instant.wish.enable': 'Enable social security only',
  'instant.wish.neither': 'Neither for now; the former card goes on',
  'instant.doneText': 'The card is in its holder’s hands. Other services can follow.',
  'instant.abandonedText':
    'The application is back in the bank’s production, with its account and card number; the card comes to this outlet. Until the production takes it over, it can be begun here again.',
  'instant.beginAgain': 'Begin it here again',
  'instant.setAside': 'This card is bad or badly printed',
  'instant.setAsideText':
    'This card is set aside as spoiled, and the chip is written anew. Account and card number stay.',
  'instant.setAsideAct': 'Set it aside and take another',
  'instant.leave': 'It cannot be made here',
  'instant.leaveText':
    'The application goes back to the bank’s production with its account and card number; the card comes to this outlet.',
  'instant.leaveAct': 'Leave it to the bank',
  'instant.refusedByRule': 'Not allowed by a rule for now; see the application and the person',
  'instant.refused.ACCOUNT_DIGITS': 'Enter the last four digits of the account.',
  'instant.refused.APPLICATION_UNKNOWN': 'There is no application of this number.',
  'instant.refused.CARD_IN_WORK':
    'The chip is written: finish the card, or set it aside before leaving it to the bank.',
  'instant.refused.CARD_IN_WORK_ELSEWHERE':
    'Another card of this person was begun elsewhere: that outlet finishes it or leaves it to the bank first.',
  'instant.refused.CARD_SPOILED':
    'The machine says the blank is spoiled; it is set aside. Put another one in and write again.',
  'instant.refused.CHIP_DIFFERS':
    'The chip does not say what was written; the card is set aside. Put another one in and write again.',
  'instant.refused.DELIVERY_IS_ANOTHER': 'This application is not to be collected at an outlet.',
  'instant.refused.DEVICE_UNREACHABLE':
    'The machine did not answer. Look after it and press again: it is still this card, and nothing is done twice.',
  'instant.refused.FACTS_CHANGED':
    'What the application was decided upon has changed; the bureau looks into it. Afterwards it goes on from here.',
  'instant.refused.INSTANT_JOB_UNKNOWN': 'No such card is being made at this outlet.',
  'instant.refused.NOTHING_TO_DESTROY': 'There are not as many spoiled cards.',
  'instant.refused.NOTHING_TO_SET_ASIDE': 'Nothing can be set aside: no blank is taken yet, or the card is made.',
  'instant.refused.NOT_CONFIRMED': 'Confirm first, then go on.',
  'instant.refused.NOT_FOR_THIS_COUNTER':
    'This cannot be made here: it was not filed at this outlet to be collected here, or the bank or the bureau has it in hand.',
  'instant.refused.NO_BLANK_CARD': 'There are no blank cards left. Go on when more have come, or leave it to the bank.',
  'instant.refused.ORDER_UNKNOWN': 'This application is no longer with this bank.',
  'instant.refused.STAGE_NOT_YET': 'Another step comes first; follow the page.',
  'instant.refused.STOCK_QUANTITY': 'The number of blanks cannot be.',
  'instant.refused.WRONG_OUTLET': 'This application is to be collected at another outlet.',
  'instant.refused.WRONG_STATE':
    'The application does not allow this step as it stands; see its course. One that is held goes on from here afterwards.',
  'instant.refused.SET_ASIDE': 'The clerk set this card aside',
};
