// Time limits, fees, ways of delivery and sale periods.
import type { DeliveryRow, FeeRow, SalePeriod, TimeLimit } from '../rows.ts';

const online = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;
const outlets = ['district', 'street'] as const;
const counters = [...outlets, 'own-bank-instant', 'own-bank', 'other-bank'] as const;
const start = '2024-10-30';
const pilot = '2024-01-31';
const regular = '2026-01-01';
const natural = { unit: 'natural-days', length: 30 } as const;
const working = { unit: 'working-days', length: 4 } as const;
const spot = { unit: 'on-the-spot', length: 0 } as const;

const applications = ['apply', 'confirm-group', 'change-bank-old', 'change-bank-apply'] as const;
const replacements = ['reissue', 'exchange-damaged', 'exchange-changed'] as const;

/** Minutes in which a submission that binds may be withdrawn (elder-friendly design rules; a setting of the city). */
export const withdrawalMinutes = 10;

/** Days after which somebody is reminded of a card that lies at an outlet or is back at its bank (G-40); no end date. */
export const reminderDays: readonly number[] = [15, 30];

export const timeLimits: readonly TimeLimit[] = [
  {
    id: 'limit-online',
    services: applications,
    places: [...online, 'door'],
    from: pilot,
    ...natural,
    rules: ['R-PROD-01', 'R-PROD-06'],
  },
  {
    id: 'limit-outlet',
    services: applications,
    places: outlets,
    from: regular,
    ...natural,
    rules: ['R-PROD-05', 'R-PROD-06'],
  },
  {
    id: 'limit-instant',
    services: applications,
    places: ['own-bank-instant'],
    from: regular,
    ...spot,
    rules: ['R-PROD-02'],
  },
  {
    id: 'limit-bank',
    services: applications,
    places: ['own-bank'],
    from: regular,
    ...working,
    rules: ['R-PROD-04', 'R-PROD-06'],
  },
  {
    // C-24: at the new bank in the centralized phase, instant issuing being closed.
    id: 'limit-change-bank',
    services: ['change-bank-apply'],
    places: ['own-bank-instant', 'own-bank'],
    from: start,
    until: '2025-12-31',
    ...working,
    rules: ['R-PROD-04', 'R-PROD-03'],
  },
  {
    id: 'limit-replace-online',
    services: replacements,
    places: online,
    from: start,
    ...working,
    rules: ['R-PROD-07', 'R-PROD-06'],
  },
  {
    id: 'limit-replace-instant',
    services: [...replacements, 'issue-instantly'],
    places: ['own-bank-instant'],
    from: start,
    ...spot,
    rules: ['R-PROD-08'],
  },
  {
    id: 'limit-replace-bank',
    services: replacements,
    places: ['own-bank'],
    from: start,
    ...working,
    rules: ['R-PROD-09', 'R-PROD-06'],
  },
  {
    id: 'limit-old-card',
    services: ['reissue-old'],
    places: counters,
    from: start,
    until: '2025-12-31',
    ...working,
    rules: ['R-PROD-10'],
  },
  {
    id: 'limit-refund',
    services: ['refund-transit'],
    places: counters,
    from: start,
    unit: 'natural-days',
    length: 2,
    rules: ['R-TRANSIT-11'],
  },
];

export const fees: readonly FeeRow[] = [
  {
    id: 'fee-generation-3',
    services: [...applications, ...replacements, 'issue-instantly'],
    from: pilot,
    amount: '0.00',
    payee: 'none',
    rules: ['R-FEE-01', 'R-FEE-02'],
  },
  {
    id: 'fee-old-card',
    services: ['reissue-old'],
    from: start,
    until: '2025-12-31',
    amount: '20.00',
    payee: 'original-channel',
    rules: ['R-FEE-04'],
  },
  { id: 'fee-park', services: ['buy-park-ticket'], from: start, amount: '100.00', payee: 'park', rules: ['R-PARK-01'] },
];

export const deliveryRows: readonly DeliveryRow[] = [
  {
    id: 'delivery-online',
    services: [...applications, ...replacements],
    places: [...online, 'door'],
    from: pilot,
    deliveries: ['mail', 'outlet'],
    rules: ['R-DELIV-01'],
  },
  {
    id: 'delivery-employer',
    services: ['apply', 'confirm-group'],
    places: online,
    from: start,
    deliveries: ['bank-visit', 'employer-pickup'],
    employerOrder: true,
    rules: ['R-DELIV-02', 'R-GROUP-17', 'R-GROUP-16'],
  },
  {
    id: 'delivery-counter',
    services: applications,
    places: [...outlets, 'own-bank'],
    from: start,
    deliveries: ['mail', 'outlet'],
    rules: ['R-DELIV-08'],
  },
  {
    id: 'delivery-change-bank',
    services: ['change-bank-apply'],
    places: ['own-bank-instant'],
    from: start,
    until: '2025-12-31',
    deliveries: ['mail', 'outlet'],
    rules: ['R-DELIV-01'],
  },
  {
    id: 'delivery-replace',
    services: replacements,
    places: ['own-bank'],
    from: start,
    deliveries: ['mail', 'outlet'],
    rules: ['R-DELIV-01'],
  },
  {
    id: 'delivery-instant',
    services: [...applications],
    places: ['own-bank-instant'],
    from: regular,
    deliveries: ['on-the-spot'],
    rules: ['R-DELIV-08', 'R-PROD-02'],
  },
  {
    id: 'delivery-replace-instant',
    services: [...replacements, 'issue-instantly'],
    places: ['own-bank-instant'],
    from: start,
    deliveries: ['on-the-spot'],
    rules: ['R-PROD-08'],
  },
];

// Assumed from earlier years until the announcement of the park authority is entered (R-PARK-02, G-17).
export const salePeriods: readonly SalePeriod[] = [
  {
    id: 'park-2025',
    service: 'buy-park-ticket',
    from: '2024-12-15',
    until: '2025-01-15',
    rules: ['R-PARK-02'],
    assumed: true,
  },
  {
    id: 'park-2026',
    service: 'buy-park-ticket',
    from: '2025-12-15',
    until: '2026-01-15',
    rules: ['R-PARK-02'],
    assumed: true,
  },
  {
    id: 'park-2027',
    service: 'buy-park-ticket',
    from: '2026-12-15',
    until: '2027-01-15',
    rules: ['R-PARK-02'],
    assumed: true,
  },
];
