// A file of answers of a bank: its columns, what one row says, and what became of it.
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { type ApplicationState, applicationStates } from '../applications/application-lifecycle.ts';
import { parseYesNo } from '../base/fields.ts';
import { isOneOf } from '../base/one-of.ts';
import type { Columns, Row } from '../base/rows.ts';
import { type FieldProblem, type ReportName, reportNames } from './bank-reports.ts';
import type { ReportRefused } from './report.ts';

/** The largest bank reports on a day's orders of the whole city at once; more come as another file. */
export const mostAnswers = 100_000;
/** The longest row with all its fields is 300 bytes. */
export const mostAnswerBytes = 32 * 1024 * 1024;

/** The fields of every report's body, beside the number and the name of the report. */
export const answerColumns = {
  number: { heading: '申领编号', required: true },
  report: { heading: '报告', required: true },
  reason: { heading: '原因' },
  chipId: { heading: '卡识别码' },
  specificationVersion: { heading: '规范版本' },
  accountLastFour: { heading: '账户末四位' },
  trackingNumber: { heading: '运单号' },
  outletId: { heading: '网点编号' },
  documentChecked: { heading: '已核验证件' },
} as const satisfies Columns;
export type AnswerColumn = keyof typeof answerColumns;

/** One row as it came: what it names, and its other fields. */
export type Answer = {
  readonly line: number;
  /** As written, and as it is kept; null where it can be no number. */
  readonly written: { readonly number: string; readonly report: string };
  readonly number: string | null;
  readonly report: ReportName | null;
  readonly body: AnswerBody;
  /** Why the row cannot be read at all. */
  readonly broken: boolean;
};

/** So much of what a row says is given back; no number and no name of a report is longer. */
const longestEcho = 40;

/** What a row says; never fails, what is wrong with it shows when it is taken. */
export const answerFrom = ({ line, fields, broken }: Row<AnswerColumn>): Answer => {
  const { number, report, documentChecked, ...rest } = fields;
  const given = Object.entries(rest).filter(([, value]) => value !== '');
  const checked = documentChecked === '' ? {} : { documentChecked: parseYesNo(documentChecked) ?? documentChecked };
  return {
    line,
    written: { number: number.slice(0, longestEcho), report: report.slice(0, longestEcho) },
    number: parseApplicationNumber(number) ?? null,
    report: isOneOf(reportNames, report) ? report : null,
    body: { ...Object.fromEntries(given), ...checked },
    broken: broken !== undefined,
  };
};

const answerBody = z.record(z.string(), z.union([z.string(), z.boolean()]));
type AnswerBody = z.infer<typeof answerBody>;

/** Why no report was made of a row; the reports have codes of their own. */
export type RowCode = 'ROW_UNREADABLE' | 'REPORT_UNKNOWN' | 'MALFORMED' | 'INTERNAL';

/** What is kept of a row, sealed: what it said and what became of it. */
export const answerResult = z.object({
  number: z.string(),
  report: z.string(),
  accepted: z.boolean(),
  state: z.enum(applicationStates).nullable(),
  cardNumber: z.string().nullable(),
  code: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })),
  /** Of a row that may be tried once more. */
  body: answerBody.nullable(),
});
export type AnswerResult = z.infer<typeof answerResult>;

export const acceptedResult = (
  { written }: Answer,
  { state, cardNumber }: { readonly state: ApplicationState; readonly cardNumber: string | null },
): AnswerResult => ({ ...written, accepted: true, state, cardNumber, code: null, fields: [], body: null });

type Why = {
  readonly code: RowCode | ReportRefused['code'];
  readonly state?: ApplicationState;
  readonly fields?: readonly FieldProblem[];
};

export const refusedResult = (
  { written }: Pick<Answer, 'written'>,
  { code, state, fields = [] }: Why,
): AnswerResult => ({
  ...written,
  ...{ accepted: false, state: state ?? null, cardNumber: null, code, fields: [...fields], body: null },
});
