// The form of an application at the counter, as it was sent: the application it makes, or which fields are wrong.
import { z } from 'zod';
import { type ApplicationForm, applicationForm } from '../applications/application-form.ts';
import { taxResidencyOf } from '../portal/apply/tax-answers.ts';

/** In the order of the page; words of each are `counter.wrong.…`. */
export const counterFields = [
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
  | { readonly ok: true; readonly form: ApplicationForm }
  | { readonly ok: false; readonly wrong: readonly CounterField[] };

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

export const valuesOf = (sent: Readonly<Record<string, unknown>>): CounterValues =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
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
  if (!parsed.success) {
    const paths = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    return { ok: false, wrong: counterFields.filter((field) => paths.has(field) || isLacking(values, field, byMail)) };
  }
  const wrong = counterFields.filter((field) => isLacking(values, field, byMail));
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, form: parsed.data };
};

const isLacking = (values: CounterValues, field: CounterField, byMail: boolean): boolean =>
  (neededAtCounter.some((each) => each === field) || (byMail && neededByMail.some((each) => each === field))) &&
  !values[field];
