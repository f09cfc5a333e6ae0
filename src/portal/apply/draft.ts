// What somebody has filled in so far: plain text by field, kept exactly as typed, so that going back loses nothing.
import type { RejectionReason } from '../../applications/rejection-reasons.ts';
import type { FormStep } from '../../statistics/form-steps.ts';

export const draftFields = [
  'recordConfirmed',
  'phone',
  'address',
  'occupation',
  'taxResidency',
  'taxCountry1',
  'taxNumber1',
  'taxReason1',
  'taxExplanation1',
  'taxCountry2',
  'taxNumber2',
  'taxReason2',
  'taxExplanation2',
  'taxCountry3',
  'taxNumber3',
  'taxReason3',
  'taxExplanation3',
  'idFront',
  'idBack',
  'cardPhoto',
  'bank',
  'delivery',
  'recipient',
  'recipientPhone',
  'mailAddress',
  'postcode',
  'outletDistrict',
  'outlet',
] as const;
export type DraftField = (typeof draftFields)[number];

/** The application that was sent back and that a draft corrects. */
export type Corrected = {
  readonly number: string;
  readonly reasons: readonly RejectionReason[];
  /** Fields that are to be answered again, whatever stands in them; answered, they leave the list. */
  readonly anew: readonly DraftField[];
  /** The photo on file was what was wrong. */
  readonly withoutPhotoOnFile: boolean;
};

/** `key` names the application that will come of the draft: sending it twice makes one application. */
export type Draft = {
  readonly key: string;
  readonly values: Readonly<Partial<Record<DraftField, string>>>;
  readonly corrects?: Corrected | undefined;
  /** The furthest page that was ever answered, as the figures count it. */
  readonly reached?: FormStep | undefined;
};

/** The answer for the outlet where the district has none: the bank opens the account where it finds best. */
export const byBank = 'by-bank';

/** As long as an address of the form may be; what is longer is cut, since nobody types it. */
const longestValue = 100;

export const emptyDraft = (key: string): Draft => ({ key, values: {} });

export const answerOf = (draft: Draft, field: DraftField): string => draft.values[field] ?? '';

/** Characters that no field has a use for: controls, line ends, marks that turn the direction of reading. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A form's value as it is kept: one line, without what cannot be seen. Anything but text is nothing. */
export const plainValue = (value: unknown): string =>
  typeof value === 'string'
    ? [...value.replace(unprintable, ' ').normalize('NFC').trim()].slice(0, longestValue).join('')
    : '';

/** The draft with the fields of one page as they were sent; another bank takes the outlet of the former one away. */
export const withAnswers = (
  draft: Draft,
  fields: readonly DraftField[],
  body: Readonly<Record<string, unknown>>,
): Draft => {
  const answers = Object.fromEntries(fields.map((field) => [field, plainValue(body[field])]));
  const values = { ...draft.values, ...answers };
  const { corrects } = draft;
  return {
    ...draft,
    values: values.bank === draft.values.bank ? values : { ...values, outlet: '' },
    ...(corrects && { corrects: { ...corrects, anew: corrects.anew.filter((field) => !fields.includes(field)) } }),
  };
};
