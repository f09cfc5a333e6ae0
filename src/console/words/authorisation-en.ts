// What the console says in English about acting for somebody else.
import type { authorisationZh } from './authorisation-zh.ts';

export const authorisationEn: Readonly<Record<keyof typeof authorisationZh, string>> = {
  'authorisation.title': 'Authorisations',
  'authorisation.open': 'Authorisations: record, see, revoke',
  'authorisation.none': 'None was ever recorded.',
  'authorisation.record': 'Record an authorisation',
  'authorisation.lead':
    'Check the original identity documents (or cards) of both and the holder’s written authorisation. From then on the agent may do what is ticked, online or at an outlet; the holder gets a message and can revoke it at any time.',
  'authorisation.name': 'Name of the agent',
  'authorisation.idNumber': 'ID number of the agent',
  'authorisation.services': 'For (as the paper says)',
  'authorisation.until': 'Until (as the paper says, a year at most)',
  'authorisation.act': 'Record',
  'authorisation.holderIsHere': 'The holder is here and showed their document',
  'authorisation.holderMissing':
    'The holder must be here with their document; they can also revoke it online themselves.',
  'behalf.which': 'Agent (as recorded)',
  'behalf.one': '{name} {number}, until {day}',
  'behalf.none': 'No authorisation is in force; record it first.',
  'behalf.record': 'Record or see authorisations',
  'behalf.by': 'done by {name}',
  'action.record-authorisation': 'Recording authorisations',
};
