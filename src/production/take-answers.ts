// Takes the rows of an answer file: each through the use case of its report, several persons at once, none spoils another.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Ground } from '../applications/use-case.ts';
import { errorCode } from '../base/cannot-start.ts';
import { dateIn } from '../base/dates.ts';
import { isOneOf } from '../base/one-of.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageOf } from '../policy/explain.ts';
import type { Service } from '../policy/question.ts';
import type { Refusal } from '../policy/verdict.ts';
import {
  type Answer,
  type AnswerName,
  type AnswerResult,
  acceptedCard,
  acceptedResult,
  answerNames,
  type GateSaid,
  refusedResult,
} from './answer-file.ts';
import { bankReports, type ReportName } from './bank-reports.ts';
import {
  type CardReportName,
  type CardReportRefused,
  cardReportNames,
  readCardReport,
  serviceOfCardReport,
} from './card-reports.ts';
import type { ReportRefused } from './report.ts';

/** As many people at once as leave connections for everybody else. */
const concurrency = 4;
/** Somebody else changes the person at this moment, or the database stumbles; a second later that is over. */
const mostTries = 3;
const pauseMilliseconds = 1_000;

export type AnswerGround = Ground & { readonly log: Pick<Logger, 'error' | 'info'> };

/** Whose file it is, and what its rows are known by: the digest of its content. */
export type FileOfBank = { readonly bank: string; readonly digest: Buffer };
export type Taken = { readonly answer: Answer; readonly result: AnswerResult };

/**
 * What became of each row, in their order. Rows of one number are taken one after the other in the order of a card's
 * life. Each is a command under a key that the file's content and its line make: taken twice it gets the answer it got
 * before. What they wrote is on the disk with the caller's next commit. Throws when the database is away.
 */
export const takeAnswers = async (
  ground: AnswerGround,
  file: FileOfBank,
  answers: readonly Answer[],
): Promise<readonly Taken[]> => {
  const results = new Map<Answer, AnswerResult>();
  const waiting = Map.groupBy(answers, ({ number, line }) => number ?? line).values();
  const lane = (): Promise<void> =>
    withoutFlushing(ground, async (own) => {
      for (const ofOneNumber of waiting)
        for (const answer of ofOneNumber.toSorted(byLife)) results.set(answer, await take(own, file, answer));
    });
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return answers.flatMap((answer) => {
    const result = results.get(answer);
    return result ? [{ answer, result }] : [];
  });
};

/**
 * Gives `work` a connection of its own whose commits do not wait for the disk: a row waits for nothing but itself. The
 * commit that says that the piece is done waits, and what it waits for has all rows before it; when the server falls
 * over in between, the piece was not done and is done again.
 */
const withoutFlushing = async (ground: AnswerGround, work: (ground: AnswerGround) => Promise<void>): Promise<void> => {
  const session = await ground.sql.reserve();
  try {
    await session`set synchronous_commit = off`;
    await work({ ...ground, sql: session });
  } finally {
    await session`reset synchronous_commit`.catch(() => undefined);
    session.release();
  }
};

/** The place of a report in the life of a card; null for what is no report. */
export const stepOf = (report: AnswerName | null): number | null =>
  report === null ? null : answerNames.indexOf(report);

const byLife = (one: Answer, other: Answer): number =>
  (stepOf(one.report) ?? 0) - (stepOf(other.report) ?? 0) || one.line - other.line;

const take = async (ground: AnswerGround, { bank, digest }: FileOfBank, answer: Answer): Promise<AnswerResult> => {
  const { line, report, broken } = answer;
  if (broken) return refusedResult(answer, { code: 'ROW_UNREADABLE' });
  if (report === null) return refusedResult(answer, { code: 'REPORT_UNKNOWN' });
  const by = { bank, key: `answers/${digest.toString('hex')}/${line}` };
  return isOneOf(cardReportNames, report)
    ? takeAboutCard(ground, { answer, report, by })
    : takeAboutOrder(ground, { answer, report, by });
};

type Taking<Name> = {
  readonly answer: Answer;
  readonly report: Name;
  readonly by: { readonly bank: string; readonly key: string };
};

const takeAboutOrder = async (
  ground: AnswerGround,
  { answer, report, by }: Taking<ReportName>,
): Promise<AnswerResult> => {
  const { number, body } = answer;
  const read = bankReports[report].read(body);
  if (!read.ok) return refusedResult(answer, { code: read.code, fields: read.facts.fields });
  if (number === null) return refusedResult(answer, { code: 'ORDER_UNKNOWN' });
  const result = await tried(ground, () => read.value(ground, { ...by, number }));
  return result.ok ? acceptedResult(answer, result.value) : told(ground, { answer, service: 'collect' }, result);
};

const takeAboutCard = async (
  ground: AnswerGround,
  { answer, report, by }: Taking<CardReportName>,
): Promise<AnswerResult> => {
  const read = readCardReport[report](answer.body);
  if (!read.ok) return refusedResult(answer, { code: read.code, fields: read.facts.fields });
  const result = await tried(ground, () => read.value(ground, by));
  const service = serviceOfCardReport[report];
  return result.ok ? acceptedCard(answer, result.value) : told(ground, { answer, service }, result);
};

type RowRefused = ReportRefused | CardReportRefused | typeof failed;

/** Why, as the single call says it: what the gate refuses with its rules, and its words of that instant. */
const told = (
  ground: AnswerGround,
  { answer, service }: { readonly answer: Answer; readonly service: Service },
  { code, facts }: RowRefused,
): AnswerResult => {
  if ('verdict' in facts) return refusedResult(answer, { code, gate: gateSaid(ground, service, facts.verdict) });
  return refusedResult(answer, { code, ...('state' in facts && { state: facts.state }) });
};

const gateSaid = ({ policy, businessClock }: AnswerGround, service: Service, verdict: Refusal): GateSaid => {
  const question = { service, channel: 'bank', on: dateIn(businessClock()) };
  const inLanguage = (language: 'zh' | 'en') => messageOf(verdict, { snapshot: policy.current(), question, language });
  const { state = null } = verdict.facts;
  return {
    rules: [...verdict.rules],
    message: { zh: inLanguage('zh'), en: inLanguage('en') },
    cardState: state,
  };
};

const failed = refused('INTERNAL', {});

/** A row that fails although the database answers must not hold up the others: it is told as INTERNAL. */
const tried = async <T, R extends Refused>(
  { sql, log }: AnswerGround,
  run: () => Promise<Result<T, R>>,
): Promise<Result<T, R> | typeof failed> => {
  for (let tries = 1; ; tries += 1) {
    const [outcome, error] = await run().then(
      (result) => [result, undefined] as const,
      (thrown: unknown) => [undefined, thrown] as const,
    );
    if (outcome && (outcome.ok || outcome.code !== 'BUSY')) return outcome;
    if (tries < mostTries) {
      await pause(pauseMilliseconds);
      continue;
    }
    if (outcome) return outcome;
    await sql`select`;
    // The name alone: the message of an error may quote what the row said.
    log.error({ error: errorCode(error) || 'a bug' }, 'a row of an answer file failed');
    return failed;
  }
};
