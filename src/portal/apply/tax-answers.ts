// The declaration of tax residency in a draft: its fields, what is wrong with them, and the declaration they make.
import {
  longestTaxNumber,
  noTaxNumberReasons,
  type TaxResidency,
  taxResidencies,
} from '../../applications/tax-residency.ts';
import { countries } from '../../base/countries.ts';
import { isOneOf } from '../../base/one-of.ts';
import type { PlainWordKey } from '../words/words.ts';
import { answerOf, type Draft } from './draft.ts';

/** The lines of the page; the first one must be filled in. */
export const taxLines = [1, 2, 3] as const;
type Line = (typeof taxLines)[number];

export const taxFields = {
  1: { country: 'taxCountry1', number: 'taxNumber1', reason: 'taxReason1', explanation: 'taxExplanation1' },
  2: { country: 'taxCountry2', number: 'taxNumber2', reason: 'taxReason2', explanation: 'taxExplanation2' },
  3: { country: 'taxCountry3', number: 'taxNumber3', reason: 'taxReason3', explanation: 'taxExplanation3' },
} as const;

type Answers = Readonly<Record<'country' | 'number' | 'reason' | 'explanation', string>>;

const answersOf = (draft: Draft, line: Line): Answers => ({
  country: answerOf(draft, taxFields[line].country),
  number: answerOf(draft, taxFields[line].number),
  reason: answerOf(draft, taxFields[line].reason),
  explanation: answerOf(draft, taxFields[line].explanation),
});

const isFilledIn = (draft: Draft, line: Line): boolean => Object.values(answersOf(draft, line)).some(Boolean);

/** Whether the countries are asked for. */
export const isTaxedAbroad = (draft: Draft): boolean => ['abroad', 'both'].includes(answerOf(draft, 'taxResidency'));

type Problem = PlainWordKey | undefined;

export const residencyProblem = (value: string): Problem =>
  isOneOf(taxResidencies, value) ? undefined : 'apply.tax.missing';

/** A line after the first one that is left empty is none. */
const asked =
  (problem: (answers: Answers, draft: Draft) => Problem) =>
  (line: Line) =>
  (_: string, draft: Draft): Problem =>
    isTaxedAbroad(draft) && (line === 1 || isFilledIn(draft, line))
      ? problem(answersOf(draft, line), draft)
      : undefined;

export const countryProblem = asked(({ country }, draft) => {
  if (!countries.includes(country)) return 'apply.taxCountry.missing';
  const same = taxLines.filter((line) => answerOf(draft, taxFields[line].country) === country);
  return same.length > 1 ? 'apply.taxCountry.twice' : undefined;
});

/** A number, or why there is none. */
export const numberProblem = asked(({ number, reason }) => {
  if (number === '' && !isOneOf(noTaxNumberReasons, reason)) return 'apply.taxNumber.missing';
  return [...number].length > longestTaxNumber ? 'apply.taxNumber.long' : undefined;
});

export const explanationProblem = asked(({ number, reason, explanation }) =>
  number === '' && reason === 'not-obtained' && explanation === '' ? 'apply.taxExplanation.missing' : undefined,
);

/** As the form of the application takes it; undefined: not declared. What a line does not need stays behind. */
export const taxResidencyOf = (draft: Draft): TaxResidency | undefined => {
  const residency = answerOf(draft, 'taxResidency');
  if (!isOneOf(taxResidencies, residency)) return undefined;
  if (residency === 'china') return { residency, countries: [] };
  return {
    residency,
    countries: taxLines.filter((line) => isFilledIn(draft, line)).map((line) => countryOf(draft, line)),
  };
};

const countryOf = (draft: Draft, line: Line): TaxResidency['countries'][number] => {
  const { country, number, reason, explanation } = answersOf(draft, line);
  const noNumberReason = number === '' ? (noTaxNumberReasons.find((each) => each === reason) ?? null) : null;
  return {
    ...{ country, taxNumber: number === '' ? null : number, noNumberReason },
    explanation: noNumberReason === 'not-obtained' ? explanation : null,
  };
};

/** The other way round: the fields as the declaration filled them. */
export const answersOfTax = (declared: TaxResidency | null): Draft['values'] => ({
  taxResidency: declared?.residency ?? '',
  ...Object.fromEntries(
    taxLines.flatMap((line) => {
      const given = declared?.countries[line - 1];
      return [
        [taxFields[line].country, given?.country ?? ''],
        [taxFields[line].number, given?.taxNumber ?? ''],
        [taxFields[line].reason, given?.noNumberReason ?? ''],
        [taxFields[line].explanation, given?.explanation ?? ''],
      ];
    }),
  ),
});
