// The matrix of services and places: what is open where, since when, and what a closed cell answers.
// Closed world: a cell without a row is not allowed. Rows follow the order of the service list.
import type { Service } from '../question.ts';
import type { BankFlag, Offer, Place } from '../rows.ts';
import type { RefusalCode } from '../verdict.ts';

const online = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;
const outlets = ['district', 'street'] as const;
const ownBank = ['own-bank-instant', 'own-bank'] as const;
const anyBank = [...ownBank, 'other-bank'] as const;

/** Opening of the centralized phase, from which the manual and the notice hold. */
const start = '2024-10-30';
const pilot = '2024-01-31';
const notice2025 = '2025-10-09';
const eve2025 = '2025-10-08';
const lastCentralized = '2025-12-31';
const regular = '2026-01-01';

type Span = {
  readonly from?: string;
  readonly until?: string;
  readonly flag?: BankFlag['flag'];
  readonly conditions?: readonly string[];
  readonly assumed?: true;
};
type Cell = {
  readonly places: readonly Place[];
  readonly answer: Offer['answer'];
  readonly rules: readonly string[];
} & Span;

const open = (places: readonly Place[], rules: string, span: Span = {}): Cell => ({
  places,
  answer: 'open',
  rules: rules.split(' '),
  ...span,
});
const closed = (places: readonly Place[], answer: RefusalCode, rules: string, span: Span = {}): Cell => ({
  places,
  answer,
  rules: rules.split(' '),
  ...span,
});
const none = 'SERVICE_NOT_AT_CHANNEL';

const row = (service: Service, cells: readonly Cell[]): readonly Offer[] =>
  cells.map((cell, index) => ({ from: start, ...cell, id: `offer-${service}-${index + 1}`, service }));

const hotlineClosed = closed(['hotline'], none, 'R-HOTLINE-03', { from: pilot });
const doorClosed = closed(['door'], none, 'R-ELDER-06', { from: pilot });
const phoneClosed = closed(['bank-phone'], none, 'R-QUERY-02', { from: pilot });
const notByPhone = [hotlineClosed, phoneClosed, doorClosed];

export const offers: readonly Offer[] = [
  ...row('apply', [
    open(online, 'R-CHAN-01 R-ELIG-13', { from: pilot, until: '2024-10-29', assumed: true }),
    open(online, 'R-CHAN-03 R-CHAN-10 R-CHAN-18', { until: lastCentralized }),
    open(online, 'R-CHAN-05 R-CHAN-10 R-CHAN-18', { from: regular }),
    closed(outlets, 'OFFLINE_CLOSED', 'R-CHAN-04', { from: pilot, until: lastCentralized }),
    open(outlets, 'R-CHAN-05 R-CHAN-19 R-PROD-05', { from: regular }),
    closed(['own-bank-instant'], 'INSTANT_CLOSED', 'R-PROD-03 R-CHAN-04', { from: pilot, until: lastCentralized }),
    open(['own-bank-instant'], 'R-CHAN-05 R-CHAN-19 R-PROD-02', { from: regular }),
    closed(['own-bank'], 'OFFLINE_CLOSED', 'R-CHAN-04', { from: pilot, until: lastCentralized }),
    open(['own-bank'], 'R-CHAN-05 R-CHAN-19 R-PROD-04', { from: regular }),
    hotlineClosed,
    phoneClosed,
    // Help at the door files the same application online with a helper's hands (R-ELDER-04).
    open(['door'], 'R-ELDER-04 R-ELDER-02 R-ELDER-03', { from: notice2025, conditions: ['holder-present'] }),
  ]),
  ...row('open-group', [
    open(['website'], 'R-GROUP-04', { from: pilot }),
    closed(
      ['jingtong', 'wechat-account', 'minsheng', ...outlets, ...anyBank, 'hotline', 'bank-phone', 'door'],
      none,
      'R-GROUP-04',
      { from: pilot },
    ),
  ]),
  ...row('confirm-group', [
    open(online, 'R-GROUP-05 R-GROUP-08', { from: pilot }),
    closed([...outlets, ...anyBank, 'hotline', 'bank-phone'], none, 'R-GROUP-05', { from: pilot }),
    open(['door'], 'R-GROUP-05 R-ELDER-04', { from: notice2025, conditions: ['holder-present'] }),
  ]),
  ...row('collect', [
    closed(online, none, 'R-DELIV-03 R-CHAN-10'),
    closed(outlets, none, 'R-DELIV-08'),
    open(ownBank, 'R-DELIV-03', { until: eve2025 }),
    open(ownBank, 'R-DELIV-03 R-DELIV-05', { from: notice2025 }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-DELIV-03'),
    hotlineClosed,
    phoneClosed,
    open(['door'], 'R-GROUP-17 R-DELIV-02'),
  ]),
  ...row('enable', [
    open(online, 'R-CHAN-10', { from: pilot, until: '2024-10-29', assumed: true }),
    open(online, 'R-CHAN-10', { until: eve2025 }),
    open(online, 'R-ENABLE-02 R-ENABLE-05 R-CHAN-10', { from: notice2025 }),
    open(outlets, 'R-CHAN-07', { until: eve2025 }),
    open(outlets, 'R-ENABLE-02 R-CHAN-07', { from: notice2025 }),
    open(anyBank, 'R-CHAN-08', { until: eve2025 }),
    open(ownBank, 'R-ENABLE-02 R-CHAN-08', { from: notice2025 }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-ENABLE-02', { from: notice2025 }),
    closed(['hotline'], none, 'R-HOTLINE-03', { from: pilot, until: eve2025 }),
    open(['hotline'], 'R-ENABLE-02 R-ENABLE-05 R-HOTLINE-03', { from: notice2025, conditions: ['caller-check'] }),
    phoneClosed,
    open(['door'], 'R-GROUP-17'),
  ]),
  ...row('activate-finance', [
    closed(online, 'IN_PERSON_REQUIRED', 'R-CHAN-13 R-FIN-01'),
    closed(outlets, none, 'R-CHAN-12'),
    open(ownBank, 'R-FIN-01'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-FIN-01'),
    hotlineClosed,
    phoneClosed,
    open(['door'], 'R-GROUP-17'),
  ]),
  ...row('report-temporary-loss', [
    open(online, 'R-LOSS-01 R-LOSS-02'),
    open(outlets, 'R-LOSS-01 R-LOSS-10', { conditions: ['bank-is-informed'] }),
    open(ownBank, 'R-LOSS-01 R-LOSS-12'),
    open(['other-bank'], 'R-LOSS-01 R-CHAN-08', { conditions: ['bank-is-informed'] }),
    open(['hotline'], 'R-LOSS-01 R-HOTLINE-03', { conditions: ['caller-check'] }),
    phoneClosed,
    doorClosed,
  ]),
  ...row('release-temporary-loss', [
    closed(online, none, 'R-LOSS-13'),
    closed(outlets, none, 'R-LOSS-10'),
    open(ownBank, 'R-LOSS-06 R-LOSS-07 R-LOSS-12'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-LOSS-06'),
    ...notByPhone,
  ]),
  ...row('report-formal-loss', [
    closed(online, none, 'R-LOSS-13'),
    open(outlets, 'R-LOSS-10 R-LOSS-11', { conditions: ['finance-at-issuing-bank'] }),
    open(ownBank, 'R-LOSS-08 R-LOSS-12'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-LOSS-08'),
    ...notByPhone,
  ]),
  ...row('report-formal-loss-finance', [
    closed(online, none, 'R-LOSS-13'),
    closed(outlets, none, 'R-LOSS-11 R-CHAN-12'),
    open(ownBank, 'R-BANK-10 R-LOSS-12'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-BANK-10'),
    ...notByPhone,
  ]),
  ...row('release-formal-loss', [
    closed(online, none, 'R-LOSS-13'),
    open(outlets, 'R-LOSS-10', { conditions: ['finance-at-issuing-bank'] }),
    open(ownBank, 'R-LOSS-12'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-LOSS-12'),
    ...notByPhone,
  ]),
  ...row('release-finance', [
    closed(online, none, 'R-LOSS-13'),
    closed(outlets, none, 'R-LOSS-11'),
    open(ownBank, 'R-BANK-10'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-BANK-10'),
    ...notByPhone,
  ]),
  ...row('reissue', [
    // Online re-issue counts as a formal loss that the bank confirms (C-11).
    open(online, 'R-REISSUE-04', { flag: 'online-reissue', conditions: ['bank-confirms-loss'] }),
    closed(outlets, none, 'R-REISSUE-10 R-CHAN-12'),
    open(['own-bank-instant'], 'R-REISSUE-01 R-LOSS-08 R-PROD-08', { until: eve2025 }),
    open(['own-bank-instant'], 'R-LOSS-09 R-LOSS-08 R-PROD-08', { from: notice2025 }),
    open(['own-bank'], 'R-LOSS-08 R-PROD-09', { conditions: ['instant-outlet-is-faster'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-LOSS-08'),
    ...notByPhone,
  ]),
  ...row('exchange-damaged', [
    open(online, 'R-REISSUE-03 R-REISSUE-04', { flag: 'online-exchange' }),
    closed(outlets, none, 'R-REISSUE-10 R-CHAN-12'),
    open(['own-bank-instant'], 'R-REISSUE-01 R-PROD-08', { until: eve2025 }),
    open(['own-bank-instant'], 'R-REISSUE-02 R-PROD-08', { from: notice2025 }),
    open(['own-bank'], 'R-REISSUE-03 R-PROD-09', { conditions: ['instant-outlet-is-faster'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-REISSUE-02'),
    ...notByPhone,
  ]),
  ...row('exchange-changed', [
    open(online, 'R-REISSUE-05 R-REISSUE-04', { flag: 'online-exchange' }),
    closed(outlets, none, 'R-REISSUE-10 R-CHAN-12'),
    open(['own-bank-instant'], 'R-REISSUE-05 R-PROD-08'),
    open(['own-bank'], 'R-REISSUE-05 R-PROD-09', { conditions: ['instant-outlet-is-faster'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-REISSUE-05'),
    ...notByPhone,
  ]),
  ...row('reissue-old', [
    closed(
      [...online, ...outlets, ...anyBank, 'hotline', 'bank-phone', 'door'],
      'ORIGINAL_CHANNEL',
      'R-REISSUE-09 R-REISSUE-16',
      { from: pilot, until: lastCentralized },
    ),
    closed(
      [...online, ...outlets, ...anyBank, 'hotline', 'bank-phone', 'door'],
      'OLD_CARD_ISSUING_STOPPED',
      'R-ELIG-19 R-REISSUE-14',
      { from: regular },
    ),
  ]),
  ...row('cancel', [
    closed(online, none, 'R-CHAN-10'),
    open([...outlets, ...anyBank], 'R-CANCEL-03 R-CANCEL-01'),
    ...notByPhone,
  ]),
  ...row('cancel-finance', [
    closed(online, none, 'R-CHAN-10'),
    closed(outlets, none, 'R-CHAN-12'),
    open(ownBank, 'R-CANCEL-04 R-CANCEL-07', { conditions: ['bank-rules'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-CANCEL-04'),
    ...notByPhone,
  ]),
  ...row('change-bank-cancel', [
    closed([...online, ...outlets], none, 'R-CHANGEBANK-03'),
    open(ownBank, 'R-CHANGEBANK-03 R-CHANGEBANK-04', { conditions: ['card-is-collected', 'no-card-until-new'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-CHANGEBANK-03'),
    ...notByPhone,
  ]),
  ...row('change-bank-apply', [
    open(online, 'R-CHANGEBANK-05 R-CHAN-10'),
    closed(outlets, 'OFFLINE_CLOSED', 'R-CHAN-04', { until: lastCentralized }),
    open(outlets, 'R-CHAN-05 R-PROD-05', { from: regular }),
    // Exception to R-CHAN-04 (C-24): accepted at the new bank also in the centralized phase, then without instant issuing.
    open(ownBank, 'R-CHANGEBANK-05', { until: lastCentralized }),
    open(ownBank, 'R-CHANGEBANK-05 R-CHAN-05', { from: regular }),
    ...notByPhone,
  ]),
  ...row('change-bank-old', [
    open(online, 'R-CHANGEBANK-01'),
    closed([...outlets, ...ownBank], 'OFFLINE_CLOSED', 'R-CHAN-04', { until: lastCentralized }),
    open(outlets, 'R-CHAN-05 R-PROD-05', { from: regular }),
    open(ownBank, 'R-CHANGEBANK-02', { from: regular }),
    ...notByPhone,
  ]),
  ...row('change-password', [open([...online, ...outlets, ...anyBank], 'R-PWD-05'), ...notByPhone]),
  ...row('reset-password', [open([...online, ...outlets, ...anyBank], 'R-PWD-05'), ...notByPhone]),
  ...row('query-status', [
    open([...online, ...outlets, ...anyBank], 'R-QUERY-03 R-QUERY-02'),
    open(['hotline', 'bank-phone'], 'R-QUERY-02', { conditions: ['caller-check'] }),
    doorClosed,
  ]),
  ...row('query-progress', [
    open(online, 'R-QUERY-01', { from: pilot, until: '2024-10-29', assumed: true }),
    open(online, 'R-QUERY-01 R-QUERY-02'),
    open([...outlets, ...anyBank], 'R-QUERY-02'),
    open(['hotline'], 'R-QUERY-01 R-QUERY-02', { conditions: ['caller-check'] }),
    open(['bank-phone'], 'R-QUERY-02', { conditions: ['caller-check'] }),
    doorClosed,
  ]),
  ...row('change-contact', [
    open(online, 'R-INFO-01 R-CHAN-10'),
    open(outlets, 'R-INFO-01 R-CHAN-07'),
    open(ownBank, 'R-INFO-01 R-INFO-04'),
    open(['other-bank'], 'R-INFO-01 R-CHAN-08', { conditions: ['not-bank-phone'] }),
    ...notByPhone,
  ]),
  ...row('change-bank-phone', [
    closed([...online, ...outlets], none, 'R-INFO-02'),
    open(ownBank, 'R-INFO-02 R-BANK-10', { conditions: ['bank-rules'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-INFO-02'),
    ...notByPhone,
  ]),
  ...row('top-up-transit', [
    closed(online, 'EXTERNAL_SERVICE', 'R-CHAN-14 R-TRANSIT-01'),
    closed(outlets, none, 'R-CHAN-12'),
    open(anyBank, 'R-TRANSIT-01 R-TRANSIT-02 R-TRANSIT-12'),
    ...notByPhone,
  ]),
  ...row('open-suburban-rail', [
    closed([...online, ...outlets], none, 'R-TRANSIT-04'),
    open(anyBank, 'R-TRANSIT-05', { until: eve2025 }),
    open(ownBank, 'R-TRANSIT-04', { from: notice2025 }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-TRANSIT-04', { from: notice2025 }),
    ...notByPhone,
  ]),
  ...row('refund-transit', [
    closed([...online, ...outlets], none, 'R-TRANSIT-11 R-CHAN-12'),
    open(ownBank, 'R-TRANSIT-11 R-TRANSIT-12', { conditions: ['with-exchange'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-TRANSIT-11'),
    ...notByPhone,
  ]),
  ...row('buy-park-ticket', [
    closed(online, 'EXTERNAL_SERVICE', 'R-CHAN-14 R-PARK-06'),
    closed(outlets, none, 'R-PARK-06 R-CHAN-12'),
    open(ownBank, 'R-PARK-06 R-PARK-02 R-PARK-01', { conditions: ['park-material'] }),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-PARK-06'),
    ...notByPhone,
  ]),
  ...row('issue-instantly', [
    closed(online, 'IN_PERSON_REQUIRED', 'R-CHAN-13'),
    closed(outlets, none, 'R-CHAN-12'),
    open(['own-bank-instant'], 'R-PROD-08 R-CHAN-08'),
    closed(['own-bank'], 'OUTLET_NOT_INSTANT', 'R-CHAN-08 R-CHAN-16'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-PROD-08'),
    ...notByPhone,
  ]),
  ...row('one-stop', [
    closed([...online, ...outlets], none, 'R-CHAN-17'),
    open(ownBank, 'R-CHAN-17'),
    closed(['other-bank'], 'NOT_ISSUING_BANK', 'R-CHAN-17'),
    ...notByPhone,
  ]),
  ...row('change-pension-account', [
    closed(
      [...online, ...outlets, ...anyBank, 'hotline', 'bank-phone', 'door'],
      'EXTERNAL_SERVICE',
      'R-FIN-05 R-FIN-04',
      { from: pilot },
    ),
  ]),
  ...row('consult', [
    open(['minsheng'], 'R-HOTLINE-02'),
    closed(['website', 'jingtong', 'wechat-account'], none, 'R-HOTLINE-02'),
    open([...outlets, ...anyBank, 'hotline'], 'R-HOTLINE-01'),
    phoneClosed,
    doorClosed,
  ]),
  ...row('report-fraud', [
    closed([...online, ...outlets, ...anyBank, 'bank-phone', 'door'], none, 'R-FRAUD-04', { from: pilot }),
    open(['hotline'], 'R-FRAUD-04'),
  ]),
];
