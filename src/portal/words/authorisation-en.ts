// What the pages about acting for somebody else say in English.
import type { authorisationZh } from './authorisation-zh.ts';

export const authorisationEn: Readonly<Record<keyof typeof authorisationZh, string>> = {
  'given.title': 'My authorisations',
  'given.hint': 'Who may see to my social security card for me; revoked at any time',
  'given.lead':
    'These are the authorisations that a service outlet recorded for you. Once one is revoked nobody acts for you by it any more; what was done before stays done.',
  'given.none':
    'No authorisation of yours is recorded. Where you need one, the other person takes the original identity documents of both and your written authorisation to a service outlet.',
  'given.who': 'May act for you',
  'given.guardian': 'Guardian',
  'given.services': 'For',
  'given.allServices': 'everything about the card',
  'given.until': 'Until',
  'given.recorded': 'Recorded',
  'given.state': 'State',
  'given.in-force': 'in force',
  'given.revoked': 'revoked',
  'given.expired': 'ended',
  'given.revoke': 'Revoke',
  'given.revokeOf': 'Revoke the authorisation of {name}',
  'given.online': 'They can log in and act for you, or go to an outlet.',
  'given.offline': 'They have no insurance record in this city, so they act for you at outlets or through 96066 alone.',
  'acting.title': 'Acting for others',
  'acting.lead':
    'These people had an authorisation for you recorded at a service outlet. What you do for them stands in their own record, with you as the one who did it.',
  'acting.none':
    'Nobody has authorised you, or the authorisation has ended or was revoked. It is recorded at a service outlet, with the original identity documents of both and the written authorisation.',
  'acting.for': 'Acting for {name}',
  'acting.until': 'Authorised until {day}',
  'acting.status': 'The card',
  'acting.noCard': 'There is no card yet.',
  'acting.progress': 'Application',
  'acting.enable': 'Enable the social security function',
  'acting.enableMeans':
    'Their old card ends its social security function at the same moment, and the electronic card is linked to the new one.',
  'acting.hasCard': 'The new card is in the hands of {name} or in mine',
  'acting.hasCardMissing': 'Confirm that the new card has come',
  'acting.loss': 'Report a temporary loss',
  'acting.lossMeans':
    'The card stops working for medical care at once and the issuing bank is asked to suspend the account; after 15 days the social security function works again. Releasing it earlier takes the holder themself, at the issuing bank.',
  'acting.password': 'Change the service password',
  'acting.passwordMeans': 'It takes the present one. Where that is forgotten, the holder themself resets it.',
  'acting.cancel': 'A cancellation is made at a service outlet, with the papers for it.',
  'acting.done': 'Done, and in their record.',
  'record.byAgent': 'done by {name}',
  'refused.AGENT_NOT_IDENTIFIED': 'The name or ID number of the agent is not right; copy it from the document.',
  'refused.AGENT_NOT_AS_ON_RECORD': 'The person with this ID number is called otherwise; compare it with the document.',
  'refused.AGENT_IS_HOLDER': 'The agent cannot be the holder.',
  'refused.AGENT_DOCUMENTS_MISSING':
    'Recording it takes the original identity documents of both and the written authorisation (a guardian: the proof of guardianship).',
  'refused.AUTHORISATION_EMPTY': 'Tick what the authorisation is for.',
  'refused.AUTHORISATION_TOO_LONG': 'It begins today and lasts a year at most.',
  'refused.AUTHORISATION_NEEDS_GUARDIAN': 'Under 18 the guardian acts; no authorisation is recorded.',
  'refused.AUTHORISATION_NEEDS_MINOR': 'From 18 on no guardianship is recorded; an authorisation can be.',
  'refused.TOO_MANY_AUTHORISATIONS': 'Five can be in force at most; revoke one that is not needed first.',
  'refused.AUTHORISATION_UNKNOWN': 'There is no such authorisation.',
  'refused.GUARDIAN_STAYS': 'A guardianship is not revoked here.',
  'look.agent-looked': 'Somebody you authorised looked at your card and the progress of your application',
};
