// Words of the pages about tax residency in English.
import type { taxZh } from './tax-zh.ts';

export const taxEn: Readonly<Record<keyof typeof taxZh, string>> = {
  'apply.tax.title': 'Tax residency',
  'apply.tax.hint':
    'The law asks you to declare it when an account is opened; the bank checks it when the account is activated. If you work, live and pay tax in China only, take the first.',
  'apply.tax.missing': 'Choose where you are resident for tax',
  'tax.china': 'In China only',
  'tax.china.hint': 'You have your home in China, or stay there for 183 days or more in a year',
  'tax.abroad': 'Not in China',
  'tax.abroad.hint': 'You are resident for tax in another country or region only',
  'tax.both': 'In China and in another country or region',
  'tax.both.hint': 'You have to pay tax in both',
  'apply.taxAbroad.title': 'Where else you are resident for tax',
  'apply.taxAbroad.lead':
    'Tell us the country or region and your taxpayer number there; if you have none, choose the reason.',
  'apply.taxAbroad.more': 'There is another country or region',
  'apply.taxAbroad.line': 'Country or region {line}',
  'apply.taxCountry': 'Country or region',
  'apply.taxCountry.empty': 'Choose a country or region',
  'apply.taxCountry.missing': 'Choose the country or region where you are resident for tax',
  'apply.taxCountry.twice': 'Each country or region only once',
  'apply.taxNumber': 'Taxpayer number',
  'apply.taxNumber.hint': 'The number the tax office there gave you; it stands on your tax papers.',
  'apply.taxNumber.missing': 'Enter the taxpayer number, or choose why there is none',
  'apply.taxNumber.long': 'A taxpayer number has at most 40 characters',
  'apply.taxReason': 'Why there is no number',
  'apply.taxReason.empty': 'I have a number',
  'taxReason.not-issued': 'That country or region gives out no numbers',
  'taxReason.not-obtained': 'I could not get a number',
  'apply.taxExplanation': 'Why you could not get one',
  'apply.taxExplanation.missing': 'Say why you could not get a number',
};
