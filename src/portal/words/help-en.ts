// What the pages for anyone with a question say in English; the same keys as the Chinese list.
import type { helpZh } from './help-zh.ts';

export const helpEn: Readonly<Record<keyof typeof helpZh, string>> = {
  'lookUp.title': 'Look up an application',
  'lookUp.lead': 'Without a login: enter the number of the application and the last four characters of the ID number.',
  'lookUp.number': 'Number of the application',
  'lookUp.numberHint': 'On the page after applying and in the message; 12 characters, such as K7QM-2X4T-9ABC',
  'lookUp.numberMissing': 'Enter the number of the application',
  'lookUp.lastFour': 'Last four characters of the ID number',
  'lookUp.lastFourHint': 'Of the applicant; an X at the end counts as one',
  'lookUp.lastFourMissing': 'Enter the last four characters of the ID number (digits or letters)',
  'lookUp.act': 'Look up',
  'lookUp.unknown': 'Nothing was found. Check the number and the last four characters; if they are right, call 96066.',
  'lookUp.tooOften': 'Asked too often. Try again in 15 minutes, or call 96066.',
  'lookUp.other': 'Other ways',
  'lookUp.login': 'Log in to see everything',
  'lookUp.bank': 'Call the issuing bank, or ask at a card outlet',
  'lookUp.more': 'Only steps and dates are shown here. Log in for the outlet, the parcel and more.',
  'lookUp.urge': 'Log in to urge it on, or call 96066.',
  'lookUp.again': 'Look up another one',
};
