// What the pages of logins, devices and consents say in English.

export const accountEn = {
  'who.title': 'Who are you?',
  'who.lead': 'Several insured people share this phone number. Choose yourself.',
  'who.legend': 'Choose one',
  'who.born': 'born in {year}',
  'who.ending': 'ID number ending in {ending}',
  'who.missing': 'Choose who you are',
  'who.act': 'This is me, continue',
  'who.later': 'Before anything is done, the name and ID number of the one you choose are checked.',
} as const;
