// The texts people agree to, in English, by kind and version; a text that was shown is never changed.

export const en = {
  'sensitive-data.1': {
    title: 'Use of sensitive personal data',
    short: 'I agree to the use of my ID number, photo, address and other sensitive data',
    text: 'To make, enable and manage a social security card, your ID number, photo, address, mobile number and the results of identity checks are needed. They are used for nothing else, kept as long as the law says, and encrypted. You may decline, or withdraw at any time; without it you cannot apply online, but 96066 tells you other ways. Your old card is not affected.',
  },
  'share-with-bank.1': {
    title: 'Passing data to {bank}',
    short: 'I agree that what card and account need is passed to {bank}',
    text: 'To open the account of the card, to make it and to send it, your name, ID number, photo, address, occupation, mobile number and delivery address are passed to {bank}. The bank may use them for this only, not for advertising. You may decline, or withdraw at any time; without it the bank cannot make your card.',
  },
  'share-with-bank.2': {
    title: 'Passing data to {bank}',
    short: 'I agree that what card and account need is passed to {bank}',
    text: 'To open the account of the card, to make it and to send it, your name, ID number, photo, address, occupation, declared tax residency, mobile number and delivery address are passed to {bank}. The bank may use them for this only, not for advertising. You may decline, or withdraw at any time; without it the bank cannot make your card.',
  },
  'child-under-14.1': {
    title: 'A guardian’s consent for a child',
    short: 'I am the guardian and agree to the use of this child’s data',
    text: 'The applicant is under 14, so all their personal data are sensitive, and a parent or another guardian has to agree. As the guardian you agree that the child’s data are used to make, enable and manage the child’s social security card; you may withdraw at any time.',
  },
} as const;
