// The one door of the program: reads the command and the settings, runs it, and sees that everything ends in order.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { CannotStart, outageWords } from './base/cannot-start.ts';
import { freePort } from './base/ports.ts';
import { type Command, type Config, commands, readConfig } from './config.ts';
import { runBackup, runRestore } from './keep.ts';
import { createLog } from './log.ts';
import {
  type Run,
  runDemo,
  runImport,
  runMigrate,
  runRecount,
  runRotateKeys,
  runSeed,
  runVerify,
  runWeb,
  runWorker,
} from './run.ts';
import { listDemoPeople } from './simulators/demo-city.ts';
import { onStopSignal } from './stop-signal.ts';
import { preparing, welcome } from './welcome.ts';

const say = (text: string): void => void process.stdout.write(text);
const screen = { isTerminal: process.stdout.isTTY === true, write: say };

const readCommand = (given = ''): Command => {
  const command = z.enum(commands).safeParse(given);
  if (command.success) return command.data;
  throw new CannotStart({
    zh: `没有命令「${given}」，可用的有：${commands.join('、')}。`,
    en: `There is no command "${given}"; there are ${commands.join(', ')}.`,
  });
};

/** Port 0 asks for any free port; it is chosen now, as the address of the program is part of the settings. */
const withPort = async (config: Config): Promise<Config> => {
  if (config.port !== 0) return config;
  const port = await freePort();
  const baseUrl = new URL(config.baseUrl);
  if (baseUrl.port === '0') baseUrl.port = String(port);
  const { phoneGateway, deviceGateway, noticesTo } = config;
  return {
    ...{ ...config, port, baseUrl },
    phoneGateway: phoneGateway && { ...phoneGateway, url: atPort(phoneGateway.url, port) },
    deviceGateway: deviceGateway && { ...deviceGateway, url: atPort(deviceGateway.url, port) },
    noticesTo: {
      medical: noticesTo.medical && atPort(noticesTo.medical, port),
      transit: noticesTo.transit && atPort(noticesTo.transit, port),
    },
  };
};

/** The demo's own systems lie at the port of the program. */
const atPort = (url: string, port: number): string => {
  const address = new URL(url);
  if (address.port === '0') address.port = String(port);
  return address.href;
};

/** Runs until the work is done, somebody stops the program, or its own database server ends; gives the exit code. */
const runCommand = async (run: Run): Promise<number> => {
  const { command } = run.config;
  if (command === 'import') return runImport(run, process.argv.slice(3), screen);
  if (command === 'seed') return runSeed(run, process.argv.slice(3), screen);
  if (command === 'audit:verify') return runVerify(run, process.argv.slice(3), say);
  if (command === 'recount') return runRecount(run, say);
  if (command === 'rotate-keys') {
    await runRotateKeys(run, process.argv.slice(3), say);
    return 0;
  }
  if (command === 'backup' || command === 'restore') {
    await { backup: runBackup, restore: runRestore }[command](run, process.argv.slice(3), say);
    return 0;
  }
  if (command === 'migrate') {
    const applied = await runMigrate(run);
    say(applied.length === 0 ? 'schema is current\n' : applied.map((name) => `applied ${name}\n`).join(''));
    return 0;
  }
  if (command === 'demo') say(preparing);
  const database = await { demo: runDemo, web: runWeb, worker: runWorker }[command](run);
  if (command === 'demo') say(welcome(run.config, await listDemoPeople()));
  const stopped = new Promise<undefined>((settle) => {
    if (run.stop.aborted) settle(undefined);
    run.stop.addEventListener('abort', () => settle(undefined));
  });
  const lost = await Promise.race([stopped, database.lost]);
  if (lost) throw lost;
  return 0;
};

/** One sentence for what a person can mend; everything else is a bug and goes to the log whole. */
const report = (error: unknown, run?: Run): void => {
  const words = outageWords(error);
  if (words) process.stderr.write(`${words.zh}\n${words.en}\n`);
  else if (run) run.log.fatal({ err: error }, 'the program ends because of a bug');
  else throw error;
};

/** What cannot end by itself, as a query whose server is gone, ends with the program. */
const closingMilliseconds = 30_000;

/** Closes what is open in order; throws when that takes too long. */
const closeAll = (stack: AsyncDisposableStack): Promise<void> =>
  Promise.race([
    stack.disposeAsync(),
    pause(closingMilliseconds).then(() => {
      throw new Error(`not everything ended in order within ${closingMilliseconds} ms`);
    }),
  ]);

/** Gives the exit code. */
const main = async (): Promise<number> => {
  const stopping = new AbortController();
  onStopSignal(stopping);
  // With no socket open, as in a worker whose database is away, nothing else would hold the program up.
  setInterval(() => undefined, closingMilliseconds);
  let run: Run | undefined;
  let code = 0;
  const fail = (error: unknown): void => {
    if (stopping.signal.aborted && error instanceof Error && error.name === 'AbortError') return;
    code = 1;
    report(error, run);
    stopping.abort();
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const stack = new AsyncDisposableStack();
  try {
    const config = await withPort(readConfig(process.env, readCommand(process.argv[2])));
    run = { config, log: createLog(config), stack, stop: stopping.signal };
    const ended = await runCommand(run);
    code ||= ended;
  } catch (error) {
    fail(error);
  }
  await closeAll(stack).catch(fail);
  return code;
};

process.exit(await main());
