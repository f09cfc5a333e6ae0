// Takes the rows of an answer file: each through the use case of its report, several persons at once, none spoils another.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Ground } from '../applications/use-case.ts';
import { errorCode } from '../base/cannot-start.ts';
import { type Result, refused } from '../base/result.ts';
import { type Answer, type AnswerResult, acceptedResult, refusedResult } from './answer-file.ts';
import { bankReports, type ReportName, reportNames } from './bank-reports.ts';
import type { Reported, ReportRefused } from './report.ts';

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
export const stepOf = (report: ReportName | null): number | null =>
  report === null ? null : reportNames.indexOf(report);

const byLife = (one: Answer, other: Answer): number =>
  (stepOf(one.report) ?? 0) - (stepOf(other.report) ?? 0) || one.line - other.line;

const take = async (ground: AnswerGround, { bank, digest }: FileOfBank, answer: Answer): Promise<AnswerResult> => {
  const { line, number, report, body, broken } = answer;
  if (broken) return refusedResult(answer, { code: 'ROW_UNREADABLE' });
  if (report === null) return refusedResult(answer, { code: 'REPORT_UNKNOWN' });
  const read = bankReports[report].read(body);
  if (!read.ok) return refusedResult(answer, { code: read.code, fields: read.facts.fields });
  if (number === null) return refusedResult(answer, { code: 'ORDER_UNKNOWN' });
  const key = `answers/${digest.toString('hex')}/${line}`;
  const result = await tried(ground, () => read.value(ground, { bank, key, number }));
  if (result.ok) return acceptedResult(answer, result.value);
  const { code, facts } = result;
  return refusedResult(answer, { code, ...('state' in facts && { state: facts.state }) });
};

type Outcome = Result<Reported, ReportRefused> | typeof failed;
const failed = refused('INTERNAL', {});

/** A row that fails although the database answers must not hold up the others: it is told as INTERNAL. */
const tried = async (
  { sql, log }: AnswerGround,
  run: () => Promise<Result<Reported, ReportRefused>>,
): Promise<Outcome> => {
  for (let tries = 1; ; tries += 1) {
    const outcome = await run().catch((error: unknown) => ({ ok: false, code: 'THREW', error }) as const);
    if (outcome.ok || (outcome.code !== 'BUSY' && outcome.code !== 'THREW')) return outcome;
    if (tries < mostTries) {
      await pause(pauseMilliseconds);
      continue;
    }
    if (outcome.code === 'BUSY') return outcome;
    await sql`select`;
    // The name alone: the message of an error may quote what the row said.
    log.error({ error: errorCode(outcome.error) || 'a bug' }, 'a row of an answer file failed');
    return failed;
  }
};
