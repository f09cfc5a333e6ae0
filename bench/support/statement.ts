// A database statement with random values, written once as a pgbench script and run by pgbench or by the driver alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import postgres from 'postgres';
import { type Latencies, latenciesOf } from './latency.ts';

/**
 * The subset of pgbench's language both runners know: lines `\set name random(from, to)`, then one statement in which
 * `:name` stands for the value (`::type` is a cast).
 */
export type Script = string;

export type StatementRun = {
  readonly url: string;
  readonly script: Script;
  readonly clients: number;
  readonly seconds: number;
};

export type StatementResult = {
  readonly by: 'pgbench' | 'driver';
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
  { url, script, clients, seconds }: StatementRun,
  pgbench: string,
): Promise<StatementResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await writeFile(join(folder, 'script.sql'), script);
    const limits = ['-M', 'prepared', '-n', '-c', String(clients), '-j', '2', '-T', String(seconds)];
    const output = await outputOf(pgbench, [...limits, '-l', '-f', 'script.sql', url], folder);
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench reports no rate: ${output}`);
    const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log.'));
    const lines = (await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8'))))
      .join('')
      .trimEnd()
      .split('\n');
    const milliseconds = Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000);
    return { by: 'pgbench', perSecond, latency: latenciesOf(milliseconds) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

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
export const runByDriver = async ({ url, script, clients, seconds }: StatementRun): Promise<StatementResult> => {
  const { text, valuesOf } = parseScript(script);
  const sql = postgres(url, { max: Math.min(8, clients), onnotice: () => {} });
  try {
    const samples: number[] = [];
    const began = performance.now();
    const end = began + seconds * 1000;
    const call = async (): Promise<void> => {
      for (let sent = performance.now(); sent < end; sent = performance.now()) {
        await sql.unsafe(text, valuesOf(), { prepare: true });
        samples.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: clients }, call));
    const elapsed = (performance.now() - began) / 1000;
    return { by: 'driver', perSecond: samples.length / elapsed, latency: latenciesOf(Float64Array.from(samples)) };
  } finally {
    await sql.end();
  }
};

/** The statement with `$1`, `$2` … for its names, and a fresh set of values at each call. */
export const parseScript = (script: Script): { readonly text: string; readonly valuesOf: () => number[] } => {
  const ranges = new Map<string, readonly [from: number, to: number]>();
  const settings = /^\\set\s+(\w+)\s+random\((\d+),\s*(\d+)\)\s*$/gm;
  for (const [, name = '', from, to] of script.matchAll(settings)) ranges.set(name, [Number(from), Number(to)]);
  const statement = script.replace(settings, '').trim();
  if (statement.includes('\\')) throw new Error(`not in the common subset: ${statement}`);
  const used: string[] = [];
  const text = statement.replace(/(?<!:):(\w+)/g, (whole, name: string) => {
    if (!ranges.has(name)) return whole;
    if (!used.includes(name)) used.push(name);
    return `$${used.indexOf(name) + 1}`;
  });
  const random = ([from, to]: readonly [number, number]): number => from + Math.floor(Math.random() * (to - from + 1));
  return { text, valuesOf: () => used.map((name) => random(ranges.get(name) ?? [0, 0])) };
};
