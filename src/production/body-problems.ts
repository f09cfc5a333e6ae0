// What is wrong with the body of a report, field by field.
import type { z } from 'zod';
import type { Refused } from '../base/result.ts';

/** The field, with dots, and what is expected of it. */
export type FieldProblem = { readonly field: string; readonly problem: string };
export type BodyMalformed = Refused<'MALFORMED', { readonly fields: readonly FieldProblem[] }>;

export const fieldProblems = ({ issues }: z.ZodError): readonly FieldProblem[] =>
  issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
