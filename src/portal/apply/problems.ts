// What is missing or wrong in a draft, field by field; pure, so the page of a field and the last page agree.
import { isOneOf } from '../../base/one-of.ts';
import { isName, normaliseName } from '../../people/name.ts';
import { isMobilePhone, normalisePhone } from '../../people/phone.ts';
import { type Occupation, occupations } from '../../policy/question.ts';
import type { PlainWordKey } from '../words/words.ts';
import { answerOf, byBank, type Draft, type DraftField } from './draft.ts';
import { countryProblem, explanationProblem, numberProblem, residencyProblem } from './tax-answers.ts';

/** What the answers are held against: things that depend on the person, the day, and what was chosen before. */
export type Allowed = {
  /** The one bank the person must take, or null where the choice is free. */
  readonly fixedBank: string | null;
  /** Banks to choose from; a fixed one is among them. */
  readonly banks: readonly string[];
  /** By bank: the occupations with which it opens no account for this person (R-BANK-14). */
  readonly occupationsNotAccepted: Readonly<Record<string, readonly Occupation[]>>;
  /** The employer has settled that cards are collected, so there must be an outlet (R-GROUP-20). */
  readonly mustCollect: boolean;
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

const isRefusedBy = (bank: string, draft: Draft, { occupationsNotAccepted }: Allowed): boolean =>
  occupationsNotAccepted[bank]?.some((each) => each === answerOf(draft, 'occupation')) ?? false;

/** R-BANK-14: asked here only where no bank is left that takes the occupation; otherwise another bank may be chosen. */
const occupationProblem: Check = (value, draft, allowed) => {
  if (!isOneOf(occupations, value)) return 'apply.occupation.missing';
  const { fixedBank, banks } = allowed;
  const open = fixedBank === null ? banks : [fixedBank];
  return open.length > 0 && open.every((bank) => isRefusedBy(bank, draft, allowed))
    ? 'apply.occupation.notAccepted'
    : undefined;
};

/** R-BANK-04: whom a bank is fixed for cannot name another one, whatever the form says. */
const bankProblem: Check = (value, draft, allowed) => {
  const { fixedBank, banks } = allowed;
  if (fixedBank !== null) return value === fixedBank ? undefined : 'apply.bank.missing';
  if (!banks.includes(value)) return 'apply.bank.missing';
  return isRefusedBy(value, draft, allowed) ? 'apply.bank.occupation' : undefined;
};

/** R-DELIV-01: one of the two ways; who has no outlet to go to cannot collect the card there. */
const deliveryProblem: Check = (value, draft) => {
  if (value !== 'mail' && value !== 'outlet') return 'apply.delivery.missing';
  return value === 'outlet' && answerOf(draft, 'outlet') === byBank ? 'apply.delivery.noOutlet' : undefined;
};

/** R-GROUP-11: an outlet of the bank; only where the district has none the bank finds one. */
const outletProblem: Check = (value, _, { outlets, mustCollect }) =>
  outlets.includes(value) || (value === byBank && outlets.length === 0 && !mustCollect)
    ? undefined
    : 'apply.outlet.missing';

const checks: Readonly<Record<DraftField, Check>> = {
  recordConfirmed: (value) => (value === 'yes' ? undefined : 'apply.record.missing'),
  // R-CHAN-22: the fields with * are required.
  phone: phone('apply.phone.missing'),
  address: address('apply.address.missing'),
  occupation: occupationProblem,
  taxResidency: residencyProblem,
  ...{ taxCountry1: countryProblem(1), taxCountry2: countryProblem(2), taxCountry3: countryProblem(3) },
  ...{ taxNumber1: numberProblem(1), taxNumber2: numberProblem(2), taxNumber3: numberProblem(3) },
  ...{ taxReason1: () => undefined, taxReason2: () => undefined, taxReason3: () => undefined },
  ...{
    taxExplanation1: explanationProblem(1),
    taxExplanation2: explanationProblem(2),
    taxExplanation3: explanationProblem(3),
  },
  // R-GROUP-09, R-PHOTO-01: the very picture that was seen, so another one that came since is looked at first.
  idFront: sent('idFront'),
  idBack: sent('idBack'),
  cardPhoto: sent('cardPhoto'),
  bank: bankProblem,
  delivery: deliveryProblem,
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
  outlet: outletProblem,
};

/** The problems of some fields of a draft; empty when all is well. */
export const problemsOf = (draft: Draft, fields: readonly DraftField[], allowed: Allowed): Problems =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const problem = checks[field](answerOf(draft, field), draft, allowed);
      return problem === undefined ? [] : [[field, problem]];
    }),
  );

/** Nothing is wrong with the fields, and none of them has to be looked at again. */
export const isComplete = (draft: Draft, fields: readonly DraftField[], allowed: Allowed): boolean =>
  !fields.some((field) => draft.corrects?.anew.includes(field)) &&
  Object.keys(problemsOf(draft, fields, allowed)).length === 0;
