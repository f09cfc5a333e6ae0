// The log: JSON lines in production, short readable lines in a demo; never a personal datum in either.
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

const secretFields = ['cookie', 'authorization', 'password', 'secret', 'token', 'idNumber', 'name', 'phone', 'address'];
/** Wherever such a field stands, up to two levels deep. */
const redact = {
  paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  censor: '[redacted]',
};

/** Numbers long enough for an ID, a phone or a card, and Chinese text, which may be a name or an address. */
const personal = /\d{6,}[\dXx]*|\p{Script=Han}+/gu;

/** What of an error goes into the log: other people's messages quote values (PostgreSQL, JSON.parse), so those are masked. */
export const describeError = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const mask = (text: string): string => text.replace(personal, '…');
  return { type: error.name, message: mask(error.message), stack: mask(error.stack ?? ''), ...code, ...cause };
};

type Line = { level: number; time: number; msg?: string; err?: { message?: string; stack?: string } };

const readable = (text: string): string => {
  const { level, time, msg = '', err }: Line = JSON.parse(text);
  const clock = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  const reason = err?.stack ?? err?.message ?? '';
  return `${clock.toPlainTime().toString({ smallestUnit: 'second' })} ${pino.levels.labels[level]} ${msg} ${reason}\n`;
};

const toStandardError = (line: string): void => void process.stderr.write(line);

/**
 * Writes the lines of one turn of the event loop together: each call of the system costs more than making the line.
 * Nothing is held longer, and what is left when the process ends is written first.
 */
const gathered = (write: (lines: string) => void): ((line: string) => void) => {
  let waiting = '';
  const flush = (): void => {
    const lines = waiting;
    waiting = '';
    if (lines !== '') write(lines);
  };
  process.on('exit', flush);
  return (line) => {
    if (waiting === '') setImmediate(flush);
    waiting += line;
  };
};

/** The log of this process; it goes to standard error. */
export const createLog = (
  config: Pick<Config, 'demo' | 'logLevel' | 'command'>,
  write: (line: string) => void = gathered(toStandardError),
): Logger =>
  pino(
    {
      level: config.logLevel,
      redact,
      base: { command: config.command },
      serializers: { err: describeError, error: describeError },
    },
    { write: (line: string) => write(config.demo ? readable(line) : line) },
  );
