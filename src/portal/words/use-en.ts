// What the pages about the uses of the card say in English.
import type { useZh } from './use-zh.ts';

export const useEn: Readonly<Record<keyof typeof useZh, string>> = {
  'refused.SALE_PERIOD_UNKNOWN':
    "This year's announcement of the park ticket is not entered yet, so it cannot be sold.",
  'refused.PARK_TICKET_EXISTS': 'There is a park ticket of this year already.',
  'refused.PARK_NOT_FOR_GROUP': "By the year's announcement this ticket is not for your group.",
  'refused.MATERIAL_MISSING': 'Something that the park ticket asks for is missing.',
  'refused.FREE_ENTRY_NOT_TOLD':
    'Tell them first that at this age many parks are free; sell it to whoever still wants it.',
  'event.buy-park-ticket': 'Park ticket bought',
  'use.title': 'What the card can be used for now',
  'use.hint': 'Care, transit, parks, bank account: what works, what does not, and why',
  'use.yes': 'works',
  'use.no': 'not now',
  'use.because': 'Its state: {state}.',
  'use.identity': 'Care and offices',
  'use.identity.line':
    'At designated hospitals and pharmacies, and as proof of who you are at the social security offices.',
  'use.park': 'Park ticket',
  'use.park.none': 'There is no park ticket on this card.',
  'use.park.to-come': 'The ticket of {year} is bought; it opens the gates from {from} to {until}.',
  'use.park.valid': 'Ticket of {year}, good until {until}.',
  'use.park.card-ended':
    'The ticket of {year} is on a card that has ended; ask at an outlet of your bank, or the parks, whether it goes over to the new one.',
  'use.park.expired': 'The ticket of {year} ended on {until}.',
  'use.park.sale': 'On sale from {from} to {until}',
  'use.park.saleFrom': 'On sale from {from}',
  'use.park.assumed': ' (assumed from earlier years; the announcement counts)',
  'use.park.price':
    '{amount} yuan, while it is on sale, at outlets of the issuing bank or in the existing online channels of the park ticket.',
  'use.park.announcement': 'How and where: {announcement}.',
  'use.park.noAnnouncement': 'How and where is in the announcement of the year.',
  'use.park.material': 'Bring too: {each}',
  'use.park.free': 'From {age} on, many parks are free: find out before you buy.',
  'use.account': 'Bank account',
  'use.account.line': 'Payments, and benefits paid to it ({bank}).',
};
