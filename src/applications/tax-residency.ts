// Where somebody is taxed, as they declare it for the account of the card; the bank finishes the due diligence at activation.
import { z } from 'zod';
import { countries } from '../base/countries.ts';

/** 仅为中国税收居民 / 仅为非居民 / 既是中国又是其他国家（地区）税收居民, as the declaration of the tax administration has it. */
export const taxResidencies = ['china', 'abroad', 'both'] as const;

/** 居民国（地区）不发放纳税人识别号 / 账户持有人未能取得纳税人识别号; the second is explained. */
export const noTaxNumberReasons = ['not-issued', 'not-obtained'] as const;

/** As many lines as the declaration has. */
export const mostTaxCountries = 3;
export const longestTaxNumber = 40;
export const longestExplanation = 100;

const taxCountry = z
  .object({
    country: z.string().refine((code) => countries.includes(code)),
    taxNumber: z.string().trim().min(1).max(longestTaxNumber).nullable(),
    noNumberReason: z.enum(noTaxNumberReasons).nullable(),
    explanation: z.string().trim().min(1).max(longestExplanation).nullable(),
  })
  .refine(({ taxNumber, noNumberReason }) => (taxNumber === null) !== (noNumberReason === null), {
    path: ['taxNumber'],
  })
  .refine(({ noNumberReason, explanation }) => (noNumberReason === 'not-obtained') === (explanation !== null), {
    path: ['explanation'],
  });

const isOnce = (rows: readonly { readonly country: string }[]): boolean =>
  new Set(rows.map(({ country }) => country)).size === rows.length;

/** Who is taxed in China alone names no country; everybody else one to three, each with a number or why there is none. */
export const taxResidency = z.discriminatedUnion('residency', [
  z.object({ residency: z.literal('china'), countries: z.array(taxCountry).max(0).default([]) }),
  z.object({
    residency: z.enum(['abroad', 'both']),
    countries: z.array(taxCountry).min(1).max(mostTaxCountries).refine(isOnce),
  }),
]);
export type TaxResidency = z.infer<typeof taxResidency>;
