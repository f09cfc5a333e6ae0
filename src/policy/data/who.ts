// Who may use which service, and which documents are brought (matrix of services and people).
// Closed world: an actor without a row may not. At a remote place identity is checked by login or by the caller check.
import { type Actor, actors, type Document, type Service } from '../question.ts';
import type { Place, Who } from '../rows.ts';

const online = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;
const remote = [...online, 'hotline', 'bank-phone'] as const;
const counters = ['district', 'street', 'own-bank-instant', 'own-bank', 'other-bank'] as const;
const everywhere = [...remote, ...counters, 'door'] as const;
const present = [...counters, 'door'] as const;

const ID = ['holder-id'] as const;
const ID_CARD = ['holder-id', 'card'] as const;
const GUARDIAN = ['holder-id', 'guardian-id', 'guardianship-proof'] as const;
const GUARDIAN_CARD = [...GUARDIAN, 'card'] as const;
const AGENT = ['holder-id', 'agent-id', 'authorisation'] as const;
const AGENT_CARD = [...AGENT, 'card'] as const;

const start = '2024-10-30';
const pilot = '2024-01-31';
const notice2025 = '2025-10-09';

type Line = {
  readonly rules: string;
  readonly from?: string;
  readonly until?: string;
  readonly conditions?: readonly string[];
};
type Subject = {
  readonly services: readonly Service[];
  readonly actor: Actor;
  readonly places: readonly Place[];
  readonly documents: readonly Document[];
};

const who = ({ services, actor, places, documents }: Subject, line: Line): Who => ({
  id: `who-${services.join('+')}-${actor}-${places[0] ?? 'none'}-${line.from ?? start}`,
  from: start,
  ...line,
  rules: line.rules.split(' '),
  services,
  actors: [actor],
  places,
  documents,
});

const holder = (
  services: readonly Service[],
  places: readonly Place[],
  documents: readonly Document[],
  line: Line,
): Who => who({ services, actor: 'holder', places, documents }, line);
const guardian = (
  services: readonly Service[],
  places: readonly Place[],
  documents: readonly Document[],
  line: Line,
): Who => who({ services, actor: 'guardian', places, documents }, line);
const agent = (
  services: readonly Service[],
  places: readonly Place[],
  documents: readonly Document[],
  line: Line,
): Who => who({ services, actor: 'agent', places, documents }, line);

const anyone = (service: Service, rule: string): Who => ({
  id: `who-anyone-${service}`,
  from: start,
  rules: [rule],
  services: [service],
  actors,
  places: everywhere,
  documents: [],
});

const applying: readonly Service[] = [
  'apply',
  'confirm-group',
  'change-bank-apply',
  'change-bank-old',
  'issue-instantly',
];

export const whoRows: readonly Who[] = [
  // First application: the person, for a child the guardian (R-PROXY-03); nobody by authorisation (not in Q37).
  holder(applying, online, ID, { from: pilot, rules: 'R-CHAN-18 R-GROUP-09' }),
  holder(applying, present, ID, { rules: 'R-CHAN-19' }),
  guardian(applying, online, GUARDIAN, { from: pilot, rules: 'R-PROXY-03 R-PROXY-04' }),
  guardian(applying, present, GUARDIAN, { rules: 'R-PROXY-03 R-PROXY-04' }),
  who(
    { services: ['apply', 'confirm-group'], actor: 'helper', places: ['door'], documents: ID },
    { from: notice2025, rules: 'R-ELDER-04 R-ELDER-02', conditions: ['holder-present'] },
  ),
  who(
    { services: ['apply'], actor: 'bank-staff', places: ['door'], documents: ID },
    { from: notice2025, rules: 'R-ELDER-03', conditions: ['holder-present'] },
  ),
  who(
    { services: ['open-group'], actor: 'clerk', places: ['website'], documents: [] },
    { from: pilot, rules: 'R-GROUP-04' },
  ),

  holder(['collect'], present, ID, { rules: 'R-DELIV-05' }),
  guardian(['collect'], present, GUARDIAN, { rules: 'R-PROXY-04' }),
  who(
    { services: ['collect'], actor: 'clerk', places: ['own-bank-instant', 'own-bank'], documents: [] },
    { rules: 'R-GROUP-16', conditions: ['return-within-30-days'] },
  ),
  who(
    { services: ['collect', 'enable', 'activate-finance'], actor: 'bank-staff', places: ['door'], documents: ID },
    { rules: 'R-GROUP-17', conditions: ['holder-present'] },
  ),

  holder(['enable'], remote, [], { from: pilot, rules: 'R-CHAN-10' }),
  holder(['enable'], counters, ID_CARD, { rules: 'R-ENABLE-02' }),
  holder(['enable', 'activate-finance'], ['door'], ID_CARD, { rules: 'R-GROUP-17' }),
  agent(['enable'], remote, AGENT, {
    rules: 'R-PROXY-01 R-ENABLE-05 R-PROXY-02',
    conditions: ['authorisation-recorded-at-outlet'],
  }),
  agent(['enable'], counters, AGENT_CARD, { rules: 'R-PROXY-01 R-ENABLE-05 R-PROXY-02' }),
  guardian(['enable'], remote, GUARDIAN, { rules: 'R-PROXY-04', conditions: ['guardian-link-verified'] }),
  guardian(['enable'], counters, GUARDIAN_CARD, { rules: 'R-PROXY-04' }),

  holder(['activate-finance'], counters, ID_CARD, { rules: 'R-FIN-01' }),
  guardian(['activate-finance'], counters, GUARDIAN_CARD, { rules: 'R-FIN-01 R-BANK-10', conditions: ['bank-rules'] }),

  holder(['report-temporary-loss'], remote, [], { rules: 'R-LOSS-01' }),
  holder(['report-temporary-loss'], counters, ID, { rules: 'R-LOSS-01' }),
  agent(['report-temporary-loss'], remote, AGENT, {
    rules: 'R-LOSS-17 R-PROXY-02',
    conditions: ['authorisation-recorded-at-outlet'],
  }),
  agent(['report-temporary-loss'], counters, AGENT, { rules: 'R-LOSS-17 R-PROXY-02' }),
  guardian(['report-temporary-loss'], remote, GUARDIAN, {
    rules: 'R-PROXY-04',
    conditions: ['guardian-link-verified'],
  }),
  guardian(['report-temporary-loss'], counters, GUARDIAN, { rules: 'R-PROXY-04' }),

  holder(['release-temporary-loss', 'release-formal-loss', 'release-finance'], counters, ID_CARD, {
    rules: 'R-LOSS-06',
  }),
  guardian(['release-temporary-loss', 'release-formal-loss', 'release-finance'], counters, GUARDIAN_CARD, {
    rules: 'R-LOSS-06 R-PROXY-04',
  }),
  holder(['report-formal-loss', 'report-formal-loss-finance'], counters, ID, { rules: 'R-LOSS-08' }),
  guardian(['report-formal-loss', 'report-formal-loss-finance'], counters, GUARDIAN, { rules: 'R-LOSS-08 R-PROXY-04' }),

  holder(['reissue', 'exchange-damaged', 'exchange-changed'], online, [], { rules: 'R-REISSUE-04' }),
  guardian(['reissue', 'exchange-damaged', 'exchange-changed'], online, GUARDIAN, {
    rules: 'R-REISSUE-04 R-PROXY-04',
    conditions: ['guardian-link-verified'],
  }),
  holder(['reissue'], counters, ID, { rules: 'R-LOSS-08' }),
  guardian(['reissue'], counters, GUARDIAN, { rules: 'R-LOSS-08 R-PROXY-04' }),
  // C-12, C-51: the card itself is asked for from the notice of 2025-10-09 on.
  holder(['exchange-damaged'], counters, ID, { until: '2025-10-08', rules: 'R-REISSUE-01 R-REISSUE-03' }),
  holder(['exchange-damaged'], counters, ID_CARD, { from: notice2025, rules: 'R-REISSUE-02' }),
  guardian(['exchange-damaged'], counters, GUARDIAN, {
    until: '2025-10-08',
    rules: 'R-REISSUE-01 R-REISSUE-03 R-PROXY-04',
  }),
  guardian(['exchange-damaged'], counters, GUARDIAN_CARD, { from: notice2025, rules: 'R-REISSUE-02 R-PROXY-04' }),
  holder(['exchange-changed'], counters, ID_CARD, { rules: 'R-REISSUE-05' }),
  guardian(['exchange-changed'], counters, GUARDIAN_CARD, { rules: 'R-REISSUE-05 R-PROXY-04' }),
  holder(['reissue-old'], everywhere, ID, { from: pilot, rules: 'R-REISSUE-09' }),

  holder(['cancel'], counters, ID_CARD, { rules: 'R-CANCEL-05' }),
  agent(['cancel'], counters, ['agent-material'], { rules: 'R-PROXY-05 R-CANCEL-05' }),
  guardian(['cancel'], counters, GUARDIAN_CARD, { rules: 'R-CANCEL-05 R-PROXY-04' }),
  holder(['cancel-finance'], counters, ID_CARD, { rules: 'R-CANCEL-05' }),
  agent(['cancel-finance'], counters, ['agent-material'], {
    rules: 'R-CANCEL-05 R-CANCEL-04',
    conditions: ['bank-rules'],
  }),
  guardian(['cancel-finance'], counters, GUARDIAN_CARD, {
    rules: 'R-CANCEL-05 R-PROXY-04',
    conditions: ['bank-rules'],
  }),
  holder(['change-bank-cancel'], counters, ID_CARD, { rules: 'R-CHANGEBANK-03' }),
  guardian(['change-bank-cancel'], counters, GUARDIAN_CARD, { rules: 'R-CHANGEBANK-03 R-PROXY-04' }),

  holder(['change-password', 'reset-password', 'query-status', 'query-progress'], remote, [], {
    from: pilot,
    rules: 'R-PWD-02',
  }),
  holder(['change-contact'], remote, [], { from: pilot, rules: 'R-INFO-01' }),
  // A query is answered to the service password (R-PWD-02), without papers.
  holder(['query-status', 'query-progress'], counters, [], { rules: 'R-PWD-02 R-QUERY-02' }),
  holder(['change-password', 'reset-password'], counters, ID, { rules: 'R-PWD-05' }),
  holder(['change-contact'], counters, ID, { rules: 'R-INFO-01' }),
  agent(['change-password', 'query-status', 'query-progress'], remote, AGENT, {
    rules: 'R-PROXY-01 R-PROXY-02',
    conditions: ['authorisation-recorded-at-outlet'],
  }),
  agent(['change-password', 'query-status', 'query-progress'], counters, AGENT, { rules: 'R-PROXY-01 R-PROXY-02' }),
  guardian(
    ['change-password', 'reset-password', 'query-status', 'query-progress', 'change-contact'],
    remote,
    GUARDIAN,
    { rules: 'R-PROXY-04', conditions: ['guardian-link-verified'] },
  ),
  guardian(
    ['change-password', 'reset-password', 'query-status', 'query-progress', 'change-contact'],
    counters,
    GUARDIAN,
    { rules: 'R-PROXY-04' },
  ),
  who(
    { services: ['query-progress'], actor: 'clerk', places: ['website'], documents: [] },
    { rules: 'R-GROUP-04', conditions: ['own-group-orders-only'] },
  ),
  holder(['change-bank-phone'], counters, ID, { rules: 'R-INFO-02 R-BANK-10' }),
  guardian(['change-bank-phone'], counters, GUARDIAN_CARD, {
    rules: 'R-INFO-02 R-BANK-10',
    conditions: ['bank-rules'],
  }),

  // The purse is a bearer instrument: no identity is stated for a top-up.
  holder(['top-up-transit'], counters, ['card'], { rules: 'R-TRANSIT-01' }),
  agent(['top-up-transit'], counters, ['card'], { rules: 'R-TRANSIT-01', conditions: ['bearer'] }),
  guardian(['top-up-transit'], counters, ['card'], { rules: 'R-TRANSIT-01' }),
  holder(['open-suburban-rail'], counters, ['card'], { until: '2025-10-08', rules: 'R-TRANSIT-05' }),
  holder(['open-suburban-rail'], counters, ID_CARD, { from: notice2025, rules: 'R-TRANSIT-04' }),
  guardian(['open-suburban-rail'], counters, ['card'], { until: '2025-10-08', rules: 'R-TRANSIT-05' }),
  guardian(['open-suburban-rail'], counters, GUARDIAN_CARD, { from: notice2025, rules: 'R-TRANSIT-04 R-PROXY-04' }),
  holder(['refund-transit'], counters, ID_CARD, { rules: 'R-TRANSIT-11' }),
  guardian(['refund-transit'], counters, GUARDIAN_CARD, { rules: 'R-TRANSIT-11 R-PROXY-04' }),
  holder(['buy-park-ticket', 'one-stop'], counters, ID_CARD, { rules: 'R-PARK-07 R-CHAN-17' }),
  guardian(['buy-park-ticket', 'one-stop'], counters, GUARDIAN_CARD, { rules: 'R-PARK-07 R-CHAN-17 R-PROXY-04' }),
  holder(['change-pension-account'], everywhere, [], { from: pilot, rules: 'R-FIN-05' }),

  // Asking and warning are open to everybody.
  anyone('consult', 'R-HOTLINE-01'),
  anyone('report-fraud', 'R-FRAUD-04'),
];
