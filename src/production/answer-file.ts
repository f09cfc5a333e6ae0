// A file of answers of a bank: its columns, what one row says, and what became of it.
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { type ApplicationState, applicationStates } from '../applications/application-lifecycle.ts';
import { parseYesNo } from '../base/fields.ts';
import { isOneOf } from '../base/one-of.ts';
import type { Columns, Row } from '../base/rows.ts';
import { socialSecurityStates } from '../policy/question.ts';
import { type ReportName, reportNames } from './bank-reports.ts';
import type { FieldProblem } from './body-problems.ts';
import { type CardReported, type CardReportName, type CardReportRefused, cardReportNames } from './card-reports.ts';
import type { ReportRefused } from './report.ts';

/** The largest bank reports on a day's orders of the whole city at once; more come as another file. */
export const mostAnswers = 100_000;
/** The longest row with all its fields is 300 bytes. */
export const mostAnswerBytes = 32 * 1024 * 1024;

/**
 * The fields of every report's body, beside the number and the name of the report. A row about a card names the card; the
 * number of its application may stand beside it, so that the row comes behind those about the application.
 */
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
  cardNumber: { heading: '卡号' },
  documents: { heading: '证件原件' },
  actor: { heading: '办理人' },
  collectedBy: { heading: '领取人' },
  checkedBy: { heading: '核验人' },
  place: { heading: '办理地点' },
  enable: { heading: '启用' },
  activate: { heading: '激活' },
} as const satisfies Columns;
export type AnswerColumn = keyof typeof answerColumns;

/** In the order of a card's life. */
export const answerNames = [...reportNames, ...cardReportNames] as const;
export type AnswerName = ReportName | CardReportName;

/** One row as it came: what it names, and its other fields. */
export type Answer = {
  readonly line: number;
  /** As written, and as it is kept; null where it can be no number. */
  readonly written: { readonly number: string; readonly report: string };
  readonly number: string | null;
  readonly report: AnswerName | null;
  readonly body: AnswerBody;
  /** Why the row cannot be read at all. */
  readonly broken: boolean;
};

/** So much of what a row says is given back; no number and no name of a report is longer. */
const longestEcho = 40;

/** What a row says; never fails, what is wrong with it shows when it is taken. */
export const answerFrom = ({ line, fields, broken }: Row<AnswerColumn>): Answer => {
  const { number, report, documents, ...rest } = fields;
  const given = Object.entries(rest)
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string | boolean] => [name, isOneOf(yesNoFields, name) ? yesNo(value) : value]);
  return {
    line,
    written: { number: number.slice(0, longestEcho), report: report.slice(0, longestEcho) },
    number: parseApplicationNumber(number) ?? null,
    report: isOneOf(answerNames, report) ? report : null,
    body: { ...Object.fromEntries(given), ...(documents !== '' && { documents: listIn(documents) }) },
    broken: broken !== undefined,
  };
};

const yesNoFields = ['documentChecked', 'enable', 'activate'] as const;
/** What is neither stays as it was written, and is told as malformed. */
const yesNo = (text: string): string | boolean => parseYesNo(text) ?? text;
const listIn = (text: string): string[] => text.split(/[\s,;，；、|]+/).filter(Boolean);

const answerBody = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]));
type AnswerBody = z.infer<typeof answerBody>;

/** Why no report was made of a row; the reports have codes of their own. */
export type RowCode = 'ROW_UNREADABLE' | 'REPORT_UNKNOWN' | 'MALFORMED' | 'INTERNAL';

const cardAfter = z.object({ socialSecurity: z.enum(socialSecurityStates), financial: z.literal('active').nullable() });
const gateSaid = z.object({
  rules: z.array(z.string()),
  message: z.object({ zh: z.string(), en: z.string() }),
  /** State of the card, where that is why. */
  cardState: z.string().nullable(),
});
export type GateSaid = z.infer<typeof gateSaid>;

/** What is kept of a row, sealed: what it said and what became of it. */
export const answerResult = z.object({
  number: z.string(),
  report: z.string(),
  accepted: z.boolean(),
  state: z.enum(applicationStates).nullable(),
  cardNumber: z.string().nullable(),
  code: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })),
  /** Of a row about a card that was accepted; what the card is then. */
  card: cardAfter.nullable().default(null),
  /** What the gate refused: its rules and its words, as they were at that instant. */
  gate: gateSaid.nullable().default(null),
  /** Of a row that may be tried once more. */
  body: answerBody.nullable(),
});
export type AnswerResult = z.infer<typeof answerResult>;

export const acceptedResult = (
  { written }: Answer,
  { state, cardNumber }: { readonly state: ApplicationState; readonly cardNumber: string | null },
): AnswerResult => ({ ...written, ...nothingSaid, accepted: true, state, cardNumber });

/** The same of a row about a card. */
export const acceptedCard = (
  { written }: Answer,
  { cardNumber, socialSecurity, financial }: CardReported,
): AnswerResult => ({ ...written, ...nothingSaid, accepted: true, cardNumber, card: { socialSecurity, financial } });

const nothingSaid = { state: null, cardNumber: null, code: null, fields: [], card: null, gate: null, body: null };

type Why = {
  readonly code: RowCode | ReportRefused['code'] | CardReportRefused['code'];
  readonly state?: ApplicationState;
  readonly fields?: readonly FieldProblem[];
  readonly gate?: GateSaid | null;
};

export const refusedResult = (
  { written }: Pick<Answer, 'written'>,
  { code, state, fields = [], gate = null }: Why,
): AnswerResult => ({
  ...written,
  ...nothingSaid,
  accepted: false,
  state: state ?? null,
  code,
  fields: [...fields],
  gate,
});
