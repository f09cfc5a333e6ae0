// What is missing or wrong in a draft, field by field; pure, so the page of a field and the last page agree.
import { occupations } from '../../applications/application.ts';
import { isName, normaliseName } from '../../people/name.ts';
import { isMobilePhone, normalisePhone } from '../../people/phone.ts';
import type { PlainWordKey } from '../words/words.ts';
import { answerOf, type Draft, type DraftField } from './draft.ts';

/** What the answers are held against: things that depend on the person, the day, and what was chosen before. */
export type Allowed = {
  /** The one bank the person must take, or null where the choice is free. */
  readonly fixedBank: string | null;
  /** Banks to choose from; a fixed one is among them. */
  readonly banks: readonly string[];
  /** Outlets of the draft's bank in the draft's district; those of no bank: none. */
  readonly outlets: readonly string[];
  /** Ids of the pictures that were sent; for the card also `on-file` where there is one. */
  readonly pictures: Readonly<Record<'idFront' | 'idBack' | 'cardPhoto', readonly string[]>>;
};

export type Problems = Readonly<Partial<Record<DraftField, PlainWordKey>>>;

type Check = (value: string, draft: Draft, allowed: Allowed) => PlainWordKey | undefined;

const shortestAddress = 6;
const phone =
  (missing: PlainWordKey): Check =>
  (value) =>
    value === '' ? missing : isMobilePhone(normalisePhone(value)) ? undefined : 'apply.phone.wrong';
const address =
  (missing: PlainWordKey): Check =>
  (value) =>
    value === '' ? missing : [...value].length < shortestAddress ? 'apply.address.short' : undefined;

const sent =
  (field: keyof Allowed['pictures']): Check =>
  (value, _, { pictures }) =>
    pictures[field].includes(value) ? undefined : `apply.${field}.missing`;

const byMail =
  (check: Check): Check =>
  (value, draft, allowed) =>
    answerOf(draft, 'delivery') === 'mail' ? check(value, draft, allowed) : undefined;
const atOutlet =
  (check: Check): Check =>
  (value, draft, allowed) =>
    answerOf(draft, 'delivery') === 'outlet' ? check(value, draft, allowed) : undefined;

const checks: Readonly<Record<DraftField, Check>> = {
  recordConfirmed: (value) => (value === 'yes' ? undefined : 'apply.record.missing'),
  // R-CHAN-22: the fields with * are required.
  phone: phone('apply.phone.missing'),
  address: address('apply.address.missing'),
  occupation: (value) => (occupations.some((each) => each === value) ? undefined : 'apply.occupation.missing'),
  // R-GROUP-09, R-PHOTO-01: the very picture that was seen, so another one that came since is looked at first.
  idFront: sent('idFront'),
  idBack: sent('idBack'),
  cardPhoto: sent('cardPhoto'),
  // R-BANK-04: whom a bank is fixed for cannot name another one, whatever the form says.
  bank: (value, _, { fixedBank, banks }) =>
    (fixedBank === null ? banks.includes(value) : value === fixedBank) ? undefined : 'apply.bank.missing',
  // R-DELIV-01: one of the two ways.
  delivery: (value) => (value === 'mail' || value === 'outlet' ? undefined : 'apply.delivery.missing'),
  // R-GROUP-12: mail needs recipient, phone and address.
  recipient: byMail((value) =>
    value === '' ? 'apply.recipient.missing' : isName(normaliseName(value)) ? undefined : 'apply.recipient.wrong',
  ),
  recipientPhone: byMail(phone('apply.recipientPhone.missing')),
  mailAddress: byMail(address('apply.mailAddress.missing')),
  postcode: byMail((value) =>
    value === '' || /^\d{6}$/.test(value.normalize('NFKC')) ? undefined : 'apply.postcode.wrong',
  ),
  outletDistrict: () => undefined,
  outlet: atOutlet((value, _, { outlets }) => (outlets.includes(value) ? undefined : 'apply.outlet.missing')),
};

/** The problems of some fields of a draft; empty when all is well. */
export const problemsOf = (draft: Draft, fields: readonly DraftField[], allowed: Allowed): Problems =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const problem = checks[field](answerOf(draft, field), draft, allowed);
      return problem === undefined ? [] : [[field, problem]];
    }),
  );

export const isComplete = (draft: Draft, fields: readonly DraftField[], allowed: Allowed): boolean =>
  Object.keys(problemsOf(draft, fields, allowed)).length === 0;
