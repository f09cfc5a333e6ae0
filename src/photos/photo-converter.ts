// Hands pictures to the process that decodes them: one at a time, each with its time, and a fresh process after a bad one.
import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ok, refused } from '../base/result.ts';
import type { Conversion, Converted } from './convert-photo.ts';
import { mostFileBytes, photoProblems } from './photo.ts';

export type ConverterLimits = {
  /** For one picture; 64 million pixels take up to 5 s on a busy machine. */
  readonly milliseconds: number;
  /** Pictures that may wait; more are told to come again, so that memory stays bounded. */
  readonly mostWaiting: number;
  /** After this long without work the process ends and gives its memory back. */
  readonly idleMilliseconds: number;
};

export const converterLimits: ConverterLimits = { milliseconds: 10_000, mostWaiting: 8, idleMilliseconds: 60_000 };

export type PhotoConverter = {
  /** The JPEG to keep, or what is wrong: BROKEN also when decoding took too long or too much, BUSY when too many wait. */
  readonly convert: (conversion: Conversion) => Promise<Converted>;
  readonly close: () => void;
};

const answer = z.union([
  z.object({ ok: z.literal(true), value: z.instanceof(Uint8Array) }),
  z.object({
    ok: z.literal(false),
    code: z.enum(photoProblems),
    facts: z.object({ picture: z.instanceof(Uint8Array).optional() }),
  }),
]);

/** Starts no process before the first picture comes. */
export const photoConverter = (limits: ConverterLimits = converterLimits): PhotoConverter => {
  const worker = conversionProcess(limits);
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    convert: async (conversion) => {
      if (conversion.bytes.length > mostFileBytes) return refused('TOO_MANY_BYTES', {});
      if (waiting >= limits.mostWaiting) return refused('BUSY', {});
      waiting += 1;
      const turn = last.then(() => worker.ask(conversion));
      last = turn;
      return await turn.finally(() => {
        waiting -= 1;
      });
    },
    close: worker.end,
  };
};

/** The process, started when it is asked and ended when it has been idle; never asked twice at once. */
const conversionProcess = ({ milliseconds, idleMilliseconds }: ConverterLimits) => {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };
  const ask = async (conversion: Conversion): Promise<Converted> => {
    clearTimeout(idle);
    if (!child?.connected) child = startProcess();
    const reply = answer.safeParse(await replyOf(child, conversion, milliseconds));
    // A process that said nothing in time is not to be trusted with the next picture.
    if (!reply.success) end();
    else idle = setTimeout(end, idleMilliseconds).unref();
    if (!reply.success) return refused('BROKEN', {});
    if (reply.data.ok) return ok(reply.data.value);
    const { picture } = reply.data.facts;
    return refused(reply.data.code, picture ? { picture } : {});
  };
  return { ask, end };
};

/** What the process says of a picture; undefined when it ends or its time is over. */
const replyOf = (child: ChildProcess, conversion: Conversion, milliseconds: number): Promise<unknown> =>
  new Promise((resolve) => {
    const done = (reply: unknown): void => {
      clearTimeout(timer);
      child.off('message', done).off('exit', gone).off('error', gone);
      // Between pictures it must not keep our own process alive.
      child.unref();
      child.channel?.unref();
      resolve(reply);
    };
    const gone = (): void => done(undefined);
    const timer = setTimeout(gone, milliseconds);
    child.ref();
    child.channel?.ref();
    child.once('message', done).once('exit', gone).once('error', gone);
    child.send(conversion, (error) => {
      if (error) gone();
    });
  });

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All that the process may read: our own code and the packages, wherever they really lie. */
const readable = (): readonly string[] => {
  const packages = join(root, 'node_modules');
  return [join(root, 'src', '/'), join(root, 'package.json'), packages, realpathSync(packages)];
};

const startProcess = (): ChildProcess => {
  // Node's permissions bind what runs in JavaScript: no writing, no processes, no network. The decoder itself is native code.
  const permissions = ['--permission', '--allow-addons', ...readable().map((path) => `--allow-fs-read=${path}`)];
  const child = fork(new URL('./conversion-process.ts', import.meta.url), {
    execArgv: [...permissions, '--no-warnings', '--max-old-space-size=128'],
    // Nothing of our settings: they name the database and the keys.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  return child;
};
