// Reads the fields of one row into values and gathers everything that is wrong with them.

import type { ProblemCode, RowProblem } from './row-problems.ts';
import type { Row } from './rows.ts';

/** undefined: the text is not a value of this kind. */
export type Parse<T> = (text: string) => T | undefined;

export type Fields<Name extends string> = {
  readonly problems: readonly RowProblem[];
  /** An empty field is null; one that does not parse is reported and null. */
  readonly optional: <T>(name: Name, parse: Parse<T>, code: ProblemCode) => T | null;
  /** An empty field or one that does not parse is reported and undefined. */
  readonly required: <T>(name: Name, parse: Parse<T>, code: ProblemCode) => T | undefined;
  readonly isEmpty: (name: Name) => boolean;
  readonly report: (name: Name, code: ProblemCode) => void;
};

export const fieldsOf = <Name extends string>(row: Row<Name>): Fields<Name> => {
  const problems: RowProblem[] = [];
  const report = (field: Name, code: ProblemCode): void => {
    problems.push({ field, code });
  };
  return {
    problems,
    isEmpty: (name) => row.fields[name] === '',
    report,
    optional: (name, parse, code) => {
      const text = row.fields[name];
      if (text === '') return null;
      const value = parse(text);
      if (value === undefined) report(name, code);
      return value ?? null;
    },
    required: (name, parse, code) => {
      const text = row.fields[name];
      const value = text === '' ? undefined : parse(text);
      if (value === undefined) report(name, text === '' ? 'missing' : code);
      return value;
    },
  };
};

/** `2025-10-09`, `2025/10/9` and `20251009`; nothing before 1850. */
export const parseDate: Parse<Temporal.PlainDate> = (text) => {
  const [, year, month, day] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (!year || !month || !day || +year < 1850) return undefined;
  try {
    return Temporal.PlainDate.from({ year: +year, month: +month, day: +day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};

export const parseYesNo: Parse<boolean> = (text) => yesNo.get(text.toLowerCase());

const yesNo: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', '1', 'y', '是', '有'].map((text) => [text, true] as const),
  ...['no', 'false', '0', 'n', '否', '无'].map((text) => [text, false] as const),
]);

/** One of the words of a list, in English or Chinese. */
export const parseWord =
  <Word extends string>(words: ReadonlyMap<string, Word>): Parse<Word> =>
  (text) =>
    words.get(text.toLowerCase());

/** Parts between `;`, `；`, `、` or `|`, each parsed; undefined when one does not parse or stands there twice. */
export const parseList =
  <T>(parse: Parse<T>): Parse<readonly T[]> =>
  (text) => {
    const parts = text.split(/[;；、|]/).map((part) => part.trim());
    const values = parts.map(parse).filter((value) => value !== undefined);
    return values.length === parts.length && new Set(parts).size === parts.length ? values : undefined;
  };

export const parseMatch =
  (pattern: RegExp): Parse<string> =>
  (text) =>
    pattern.test(text) ? text : undefined;

/** A code of the payment system: 3 digits of a head office or 12 of one institution. */
export const parseBank = parseMatch(/^(?:\d{3}|\d{12})$/);
