// ID numbers: what each kind looks like and what can be read from it (GB 11643-1999; design: standards, Numbers).

/**
 * `resident` 公民身份号码, `residence-permit` 港澳台居民居住证, `foreign-permanent` 外国人永久居留身份证 (15 characters of the 2017
 * version, or 18 that begin with 9), `other` a person without such a number: an opaque one of 18 characters.
 */
export const idTypes = ['resident', 'residence-permit', 'foreign-permanent', 'other'] as const;
export type IdType = (typeof idTypes)[number];
export type Sex = 'male' | 'female';

export type IdNumberProblem =
  | 'id-number-form'
  | 'id-number-check-character'
  | 'id-number-birth-date'
  | 'id-number-prefix';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';
const permitPrefixes = ['810000', '820000', '830000'];

/** Half-width, upper case, without spaces; the form in which a number is kept and indexed. */
export const normaliseIdNumber = (written: string): string =>
  written.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** The eighteenth character for the first seventeen digits (GB 11643: ISO 7064 MOD 11-2). */
export const checkCharacter = (seventeenDigits: string): string => {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (seventeenDigits.charCodeAt(at) - 48);
  return checkCharacters.charAt(sum % 11);
};

/**
 * What is wrong with a normalised number of a type, or undefined. The area code is not compared with today's list: it
 * may be one that was abolished since.
 */
export const idNumberProblem = (type: IdType, idNumber: string): IdNumberProblem | undefined => {
  if (type === 'other') return /^[0-9A-Z]{18}$/.test(idNumber) ? undefined : 'id-number-form';
  if (type === 'foreign-permanent' && idNumber.length === 15) return olderForeignProblem(idNumber);
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'id-number-form';
  if (checkCharacter(idNumber) !== idNumber.charAt(17)) return 'id-number-check-character';
  if (!hasPrefixOf(type, idNumber)) return 'id-number-prefix';
  return birthDateOf(idNumber) ? undefined : 'id-number-birth-date';
};

/** The type a number of 18 or 15 characters has by its form; undefined for `other` and for what is no ID number. */
export const idTypeOf = (idNumber: string): IdType | undefined =>
  (['residence-permit', 'foreign-permanent', 'resident'] as const).find((type) => !idNumberProblem(type, idNumber));

/** Birth date in a number of 18 characters with digits; undefined when it holds none that exists. */
export const birthDateOf = (idNumber: string): Temporal.PlainDate | undefined => {
  const [, year, month, day] = /^\d{6}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/.exec(idNumber) ?? [];
  if (!year || !month || !day) return undefined;
  try {
    return Temporal.PlainDate.from({ year: +year, month: +month, day: +day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};

/** Sex in a number of 18 characters: an odd seventeenth digit is male. */
export const sexOf = (idNumber: string): Sex | undefined =>
  /^\d{17}[\dX]$/.test(idNumber) ? (Number(idNumber.charAt(16)) % 2 === 1 ? 'male' : 'female') : undefined;

const hasPrefixOf = (type: IdType, idNumber: string): boolean => {
  const isPermit = permitPrefixes.includes(idNumber.slice(0, 6));
  if (type === 'residence-permit') return isPermit;
  return idNumber.startsWith('9') === (type === 'foreign-permanent') && !isPermit;
};

// Version of 2017: three letters of the country, four digits of the area, birth date yymmdd, two of sequence and check.
const olderForeignProblem = (idNumber: string): IdNumberProblem | undefined => {
  const [, month, day] = /^[A-Z]{3}\d{4}\d{2}(\d{2})(\d{2})\d{2}$/.exec(idNumber) ?? [];
  if (!month || !day) return 'id-number-form';
  return +month >= 1 && +month <= 12 && +day >= 1 && +day <= 31 ? undefined : 'id-number-birth-date';
};
