// What each role of staff may do, and on whose records: one table. What is not in it nobody may (closed world).
import type { Role, Staff } from './staff.ts';

/**
 * Whose records: of everybody; of people with a card of the own bank or an application it has been given; of people insured in
 * the own district; of what was asked of the own outlet.
 */
export type Scope = 'all' | 'own-bank' | 'own-district' | 'own-outlet';

type Row = Readonly<Partial<Record<Role, Scope>>>;

/** People are served at every outlet of the two public levels, whichever district they are insured in (R-CHAN-07). */
const whoeverShowsANumber: Row = {
  bureau: 'all',
  auditor: 'all',
  'bank-office': 'own-bank',
  'bank-outlet': 'own-bank',
  district: 'all',
  street: 'all',
  hotline: 'all',
};

export const permissions = {
  /** The home page of the role, help, and ending the session. */
  'see-console': whoeverShowsANumber,
  /** By what a person shows or reads out: ID number, card number, number of an application. */
  'find-by-number': whoeverShowsANumber,
  /** A phone number alone is no proof that the person is there, so the outlets find their own district by it. */
  'find-by-phone': {
    bureau: 'all',
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'own-district',
    street: 'own-district',
    hotline: 'all',
  },
  /** Masked, for a reason, with a trace. */
  'see-person': whoeverShowsANumber,
  /** One field, for a reason of its own. Who audits needs to see who looked, not what they saw. */
  'unmask-field': {
    bureau: 'all',
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'all',
    street: 'all',
    hotline: 'all',
  },
  /** Pictures of an application: who checks them, and the bank that opens the account with them. Each look is traced. */
  'see-pictures': { bureau: 'all', 'bank-office': 'own-bank', 'bank-outlet': 'own-bank' },
  /** Who looked at a person's record. */
  'see-looks': { bureau: 'all', auditor: 'all' },
  /** Applications by their last day. */
  'see-queue': { bureau: 'all', 'bank-office': 'own-bank', 'bank-outlet': 'own-bank' },
  /** A list that one may see, as a file; which lists those are, their own rows say. Each is recorded. */
  'export-list': {
    bureau: 'all',
    auditor: 'all',
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'own-district',
    street: 'own-outlet',
    hotline: 'all',
  },
  /** Who took which list out, and why. */
  'see-exports': { bureau: 'all', auditor: 'all' },
  /** Sending an application back for listed reasons (3.3-f). */
  'reject-application': { bureau: 'all' },
  /** How far the orders of a day are, bank by bank. */
  'see-lots': { bureau: 'all', 'bank-office': 'own-bank' },
  /** Orders a bank has taken over and said nothing of, once more into its feed. */
  'offer-again': { bureau: 'all', 'bank-office': 'own-bank' },
  /** Stopping an application until something is cleared up, and letting it go on (G-38). */
  'hold-application': { bureau: 'all' },
  /** Pressing a bank for a card that is late (R-QUERY-01). */
  'urge-application': { bureau: 'all' },
  /**
   * An application of somebody who stands at the counter with a document (R-CHAN-19), whose record it opens that far. A
   * bank's counter serves people too who have nothing of this bank yet.
   */
  'apply-at-counter': { 'bank-outlet': 'all', district: 'all', street: 'all' },
  /** Serving somebody who stands there: their originals are checked once for all that is done (R-CHAN-17); what may be done, each action says. */
  'serve-at-counter': { 'bank-outlet': 'all', district: 'all', street: 'all' },
  /** Enabling for somebody at the counter or on the telephone; a bank its own cards, and its head office serves nobody (R-ENABLE-02). */
  'enable-card': { 'bank-outlet': 'own-bank', district: 'all', street: 'all', hotline: 'all' },
  /**
   * The service password of somebody at the counter, at any bank's (R-PWD-05, 3.1): who has nothing of this bank is opened by
   * their document alone, and nothing of another bank is shown. 96066 does not (C-46), a bank's head office serves nobody.
   */
  'change-password': { 'bank-outlet': 'all', district: 'all', street: 'all' },
  /** Phone, address and occupation of somebody at the counter, likewise at any bank's (R-INFO-01, R-INFO-04, C-39); 96066 does not (3.1). */
  'change-contact': { 'bank-outlet': 'all', district: 'all', street: 'all' },
  /** A lost card of somebody at the counter or on the telephone; what of it is done where, the gate says (R-LOSS-10, R-HOTLINE-03). */
  'change-loss': { 'bank-outlet': 'own-bank', district: 'all', street: 'all', hotline: 'all' },
  /** Who may act for somebody, recorded with the originals at an outlet; revoked there for a holder who is there (R-PROXY-02). */
  'record-authorisation': { 'bank-outlet': 'own-bank', district: 'all', street: 'all' },
  /** A new card for a lost, damaged or outdated one; public outlets make no replacements (R-REISSUE-10). */
  'replace-card': { 'bank-outlet': 'own-bank' },
  /** A card made on the spot; what it is about was filed at this very counter, and its bank may not have seen it yet (R-PROD-02). */
  'issue-instantly': { 'bank-outlet': 'all' },
  /** Blank cards of outlets that make cards on the spot (R-CHAN-16). */
  'see-card-stock': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank', 'bank-outlet': 'own-outlet' },
  'keep-card-stock': { 'bank-outlet': 'own-outlet' },
  /** What a count found to differ: never who counted. */
  'settle-card-stock': { 'bank-office': 'own-bank' },
  /** The transit purse and the park ticket of a card that is here, at its bank (R-TRANSIT-12, R-PARK-06). */
  'serve-scenes': { 'bank-outlet': 'own-bank' },
  /** Cancelling a card at a counter (R-CANCEL-03); a bank for those it serves, and the account only of its own cards (R-CANCEL-04). */
  'cancel-card': { 'bank-outlet': 'own-bank', district: 'all', street: 'all' },
  /** Taking a card back for a change of bank, at its bank alone (R-CHANGEBANK-03). */
  'leave-bank': { 'bank-outlet': 'own-bank' },
  /** Help at home (R-ELDER-02, R-ELDER-03): what was asked of the own people; the hotline has what nobody took on. */
  'see-help-requests': {
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'own-district',
    street: 'own-outlet',
    hotline: 'all',
  },
  /** Accepting, declining with a reason, done. */
  'answer-help-request': {
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'own-district',
    street: 'own-outlet',
  },
  /** Another street or bank for what was declined (R-ELDER-06). */
  'reassign-help-request': { hotline: 'all' },
  /** Somebody calls and asks for help (R-HOTLINE-03). */
  'ask-help-for-caller': { hotline: 'all' },
  /** Figures of the campaign, as counts without anybody's name; a bank its own, a district those insured there. */
  'see-statistics': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank', district: 'own-district' },
  /** Books of the banks against ours, day by day, and what differs. */
  'see-reconciliation': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank' },
  /** A difference that no file will close; a bank closes its own by what it sends. */
  'close-difference': { bureau: 'all' },
  /** What banks were told without having asked, and telling it once more. */
  'see-callbacks': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank' },
  'resend-callback': { bureau: 'all', 'bank-office': 'own-bank' },
  /** What the issuing banks were asked about accounts, without anybody's name; 96066 tells callers what became of it (R-BANK-10). */
  'see-bank-requests': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank', hotline: 'all' },
  'ask-bank-again': { bureau: 'all', 'bank-office': 'own-bank' },
  /** What was done, refused and looked at, by ids and codes; everybody listed can see it. */
  'search-audit': { auditor: 'all' },
  /** 这不是我: what people doubt of their record, with their words. */
  'see-doubts': { bureau: 'all', auditor: 'all' },
  /** Never about what one did or looked at oneself. */
  'answer-doubt': { bureau: 'all', auditor: 'all' },
  /** What was done by mistake (enabled, cancelled, handed over): proposed by whoever serves the person … */
  'propose-correction': {
    bureau: 'all',
    'bank-office': 'own-bank',
    'bank-outlet': 'own-bank',
    district: 'all',
    street: 'all',
    hotline: 'all',
  },
  'see-corrections': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank' },
  /** … and confirmed or declined by another: never one's own proposal or act; a bank what was done at this bank. */
  'decide-correction': { bureau: 'all', 'bank-office': 'own-bank' },
  /** Questions, suggestions and complaints (R-HOTLINE-01): a bank what lies with it, the others all. */
  'see-tickets': { bureau: 'all', auditor: 'all', 'bank-office': 'own-bank', hotline: 'all' },
  /** Answering and handing over, what lies at the own desk. */
  'answer-ticket': { bureau: 'all', 'bank-office': 'own-bank', hotline: 'all' },
  /** What somebody says on the telephone. */
  'open-ticket-for-caller': { hotline: 'all' },
  /** Complaints about banks as cases, with the month's report: not for the banks (R-SUPERVISE-02, R-SUPERVISE-03). */
  'see-supervision': { bureau: 'all', auditor: 'all' },
  /** Opening a case, saying what was found and done. */
  'supervise-banks': { bureau: 'all' },
  /** Insured people from a file of the core system. */
  'import-people': { bureau: 'all' },
  /** Dated rows of the policy, its snapshots, and what differs between two of them. */
  'see-policy': { bureau: 'all', auditor: 'all' },
  /** Proposing a row, and taking one back before it is in force. */
  'propose-policy': { bureau: 'all' },
  /** Confirming or refusing a row: never one's own. */
  'decide-policy': { bureau: 'all' },
} as const satisfies Readonly<Record<string, Row>>;

export type StaffAction = keyof typeof permissions;

/** On whose records somebody may do it; undefined: not at all. */
export const scopeOf = ({ role }: Pick<Staff, 'role'>, action: StaffAction): Scope | undefined => {
  const row: Row = permissions[action];
  return row[role];
};

export const may = (staff: Pick<Staff, 'role'>, action: StaffAction): boolean => scopeOf(staff, action) !== undefined;
