// The form of an application at the counter, as it was sent: the application it makes, or which fields are wrong.
import { z } from 'zod';
import { type ApplicationForm, applicationForm } from '../applications/application-form.ts';
import { type IdValidity, parseIdValidity } from '../applications/id-validity.ts';
import { taxResidencyOf } from '../portal/apply/tax-answers.ts';

/** In the order of the page; words of each are `counter.wrong.…`. */
export const counterFields = [
  'idValidity',
  'phone',
  'homeAddress',
  'occupation',
  'taxResidency',
  'delivery',
  'recipient',
  'recipientPhone',
  'address',
  'postcode',
  'outletId',
  'photo',
  'consents',
  'pledge',
] as const;
export type CounterField = (typeof counterFields)[number];

/** What was typed, kept as it was, so that nothing is lost by a mistake. */
export type CounterValues = Readonly<Record<string, string>>;

export type CounterForm =
  | { readonly ok: true; readonly form: ApplicationForm; readonly idValidity: IdValidity }
  | { readonly ok: false; readonly wrong: readonly CounterField[] };

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

export const valuesOf = (sent: Readonly<Record<string, unknown>>): CounterValues =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  );

/** Of somebody else, or a promise of somebody who may have gone: given anew each time, as is the choice of the photo. */
const neverKept = ['_csrf', 'key', 'language', 'photo', 'consents', 'pledge'];
/** More fields than the form has, and longer than any takes, is no form of ours. */
const mostKept = 60;
const longestKept = 200;

/** What of a form waits for the clerk who typed it. */
export const keptValues = (sent: Readonly<Record<string, unknown>>): CounterValues =>
  Object.fromEntries(
    Object.entries(valuesOf(sent))
      .filter(([name, value]) => !neverKept.includes(name) && value !== '' && name.length <= longestKept)
      .slice(0, mostKept)
      .map(([name, value]) => [name, value.slice(0, longestKept)]),
  );

/** What the bank opens the account with, and whose parcel it is; nobody else can add it afterwards (R-CHAN-22, R-GROUP-12). */
const neededAtCounter = ['homeAddress', 'occupation', 'taxResidency', 'photo'] as const;
const neededByMail = ['recipient', 'recipientPhone'] as const;
const ofMail = ['recipient', 'recipientPhone', 'address', 'postcode'] as const;

export const readCounterForm = (sent: Readonly<Record<string, unknown>>, bank: string): CounterForm => {
  const values = valuesOf(sent);
  const byMail = values.delivery === 'mail';
  const parsed = applicationForm.safeParse({
    ...values,
    ...(byMail ? {} : Object.fromEntries(ofMail.map((field) => [field, '']))),
    bank,
    // By mail the bank finds an outlet for the account where none is named (R-GROUP-11).
    taxResidency: taxResidencyOf({ key: '', values }) ?? null,
    consents: texts.parse(sent.consents),
  });
  const idValidity = parseIdValidity(values.idValidity ?? '');
  const paths = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
  const isWrong = (field: CounterField): boolean =>
    field === 'idValidity' ? idValidity === undefined : paths.has(field) || isLacking(values, field, byMail);
  const wrong = counterFields.filter(isWrong);
  if (!parsed.success || idValidity === undefined || wrong.length > 0) return { ok: false, wrong };
  return { ok: true, form: parsed.data, idValidity };
};

const isLacking = (values: CounterValues, field: CounterField, byMail: boolean): boolean =>
  (neededAtCounter.some((each) => each === field) || (byMail && neededByMail.some((each) => each === field))) &&
  !values[field];
