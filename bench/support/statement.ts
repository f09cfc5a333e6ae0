// Database statements with values that vary, written once as a pgbench script and run by pgbench or by the driver alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import postgres from 'postgres';
import { type Latencies, latenciesOf } from './latency.ts';

/**
 * The subset of pgbench's language both runners know. First the values: `\set name random(from, to)`, or our own
 * `\set name next()`, which counts up from 0 over all clients and never gives a number twice. Then statements that end
 * with `;` at the end of a line, in which `:name` stands for the value (`::type` is a cast).
 */
export type Script = string;

export type StatementRun = {
  readonly url: string;
  readonly script: Script;
  /** Values that stay the same, by the names the script has for them; they are sent each time all the same. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly clients: number;
  readonly seconds: number;
};

export type StatementResult = {
  readonly by: 'pgbench' | 'driver';
  /** How many times the script ran. */
  readonly done: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly latency: Latencies;
};

/** The fastest honest way to run `script` on this machine: pgbench where it is installed, else the driver alone. */
export const runStatement = (run: StatementRun): Promise<StatementResult> => {
  const pgbench = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'pgbench'))
    .find(existsSync);
  return pgbench ? runByPgbench(run, pgbench) : runByDriver(run);
};

/** `pgbench -M prepared`, two threads; latencies are read from its log of transactions. */
export const runByPgbench = async (
  { url, script, texts = {}, clients, seconds }: StatementRun,
  pgbench: string,
): Promise<StatementResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await writeFile(join(folder, 'script.sql'), pgbenchScript(script, clients));
    const limits = ['-M', 'prepared', '-n', '-D', 'round=-1', '-c', String(clients), '-j', '2', '-T', String(seconds)];
    const given = Object.entries(texts).flatMap(([name, text]) => ['-D', `${name}=${text}`]);
    const output = await outputOf(pgbench, [...limits, ...given, '-l', '-f', 'script.sql', url], folder);
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench reports no rate: ${output}`);
    const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log.'));
    const lines = (await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8'))))
      .join('')
      .trimEnd()
      .split('\n');
    const milliseconds = Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000);
    return { by: 'pgbench', done: lines.length, perSecond, latency: latenciesOf(milliseconds) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** pgbench has no `next()`: each client counts its rounds, and takes every so many-th number. */
const pgbenchScript = (script: Script, clients: number): string =>
  script.replace(
    /^\\set\s+(\w+)\s+next\(\)\s*$/gm,
    (_, name: string) => `\\set round :round + 1\n\\set ${name} :round * ${clients} + :client_id`,
  );

const outputOf = (command: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString();
      if (code === 0) resolve(output);
      else reject(new Error(`${command} exits with ${code}: ${output}`));
    });
  });

/** As many callers as clients, over the 8 connections the program itself uses, with prepared statements. */
export const runByDriver = async ({
  url,
  script,
  texts: fixed,
  clients,
  seconds,
}: StatementRun): Promise<StatementResult> => {
  const { texts, valuesOf } = parseScript(script, fixed);
  const sql = postgres(url, { max: Math.min(8, clients), onnotice: () => {} });
  try {
    const samples: number[] = [];
    const began = performance.now();
    const end = began + seconds * 1000;
    const call = async (): Promise<void> => {
      for (let sent = performance.now(); sent < end; sent = performance.now()) {
        const values = valuesOf();
        for (const [index, text] of texts.entries()) await sql.unsafe(text, values[index] ?? [], { prepare: true });
        samples.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: clients }, call));
    const elapsed = (performance.now() - began) / 1000;
    const latency = latenciesOf(Float64Array.from(samples));
    return { by: 'driver', done: samples.length, perSecond: samples.length / elapsed, latency };
  } finally {
    await sql.end();
  }
};

/** The statements with `$1`, `$2` … for their names, and at each call one set of values for each of them. */
export const parseScript = (
  script: Script,
  fixed: Readonly<Record<string, string>> = {},
): { readonly texts: readonly string[]; readonly valuesOf: () => (number | string)[][] } => {
  const makers = new Map<string, () => number | string>();
  for (const [name, text] of Object.entries(fixed)) makers.set(name, () => text);
  for (const [, name = '', from, to] of script.matchAll(setting)) {
    makers.set(name, from === undefined ? counter() : () => randomBetween(Number(from), Number(to)));
  }
  const statements = script
    .replace(setting, '')
    .split(/;[ \t]*$/m)
    .map((one) => one.trim());
  const parsed = statements.filter(Boolean).map((statement) => numbered(statement, makers));
  const valuesOf = (): (number | string)[][] => {
    const values = new Map([...makers].map(([name, make]) => [name, make()]));
    return parsed.map(({ names }) => names.map((name) => values.get(name) ?? 0));
  };
  return { texts: parsed.map(({ text }) => text), valuesOf };
};

const setting = /^\\set\s+(\w+)\s+(?:random\((\d+),\s*(\d+)\)|next\(\))\s*$/gm;

const numbered = (statement: string, known: { has(name: string): boolean }) => {
  if (statement.includes('\\')) throw new Error(`not in the common subset: ${statement}`);
  const names: string[] = [];
  const text = statement.replace(/(?<!:):(\w+)/g, (whole, name: string) => {
    if (!known.has(name)) return whole;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
};

const counter = (): (() => number) => {
  let next = 0;
  return () => next++;
};

const randomBetween = (from: number, to: number): number => from + Math.floor(Math.random() * (to - from + 1));
