// What the console says in English on the page of the audit; the same keys as the Chinese list.
import type { auditZh } from './audit-zh.ts';

export const auditEn: Readonly<Record<keyof typeof auditZh, string>> = {
  'nav.audit': 'Audit',
  'home.auditLead': 'Search what was done, refused and looked at: who, when, where, of whom',
  'audit.title': 'Audit',
  'audit.lead':
    'What was done, refused and looked at. Nothing personal is shown; everybody listed sees this search under My record. To search by person, find the person first and go on from their page.',
  'audit.list': 'What',
  'audit.events': 'done',
  'audit.refusals': 'refused',
  'audit.looks': 'looked at',
  'audit.account': 'Account of staff',
  'audit.outlet': 'Id of the outlet',
  'audit.action': 'Code of the action',
  'audit.from': 'from',
  'audit.to': 'to',
  'audit.onlyPerson': 'This person only',
  'audit.cut':
    'Without a person, an account or an outlet one day is searched, with one 366 days at most; for earlier ones change the days.',
  'audit.none': 'Nothing fits.',
  'audit.at': 'When',
  'audit.what': 'What',
  'audit.by': 'Who',
  'audit.place': 'Where',
  'audit.person': 'Of whom',
  'audit.personId': 'Id of the person',
  'audit.ofPerson': 'this person only',
  'audit.open': 'record',
  'audit.ofThis': 'Audit of this person',
  'action.search-audit': 'Search what was done, refused and looked at',
  'export.list.audit': 'Audit',
  'export.filter.person': 'person',
  'export.filter.account': 'account',
  'export.filter.action': 'action',
  'export.filter.from': 'from',
  'export.filter.to': 'to',
};
