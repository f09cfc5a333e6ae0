// The whole program with its demo city, in this process, for journeys in a browser: all routes, a clock that is set by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import { systemClock } from '../../src/base/clock.ts';
import { freePort } from '../../src/base/ports.ts';
import { readConfig } from '../../src/config.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { loadPolicy } from '../../src/policy/policy-holder.ts';
import { loadDemoCity } from '../../src/simulators/demo-city.ts';
import { startWorker } from '../../src/worker.ts';
import { openingDay } from './city.ts';
import { testDatabase } from './database.ts';
import { testKeys } from './keys.ts';

type Lifetime = { after(end: () => Promise<void>): void };

/** A client of no bank: with it in the settings, nobody simulates banks, and a test says what they report. */
const quietBanks = [{ clientId: 'nobody', bank: '000', secretDigest: '0'.repeat(64), scopes: ['bank:orders'] }];

type Choices = {
  /** The simulated banks work, and messages reach the demo phone. */
  readonly busy?: boolean;
  readonly settings?: NodeJS.ProcessEnv;
};

/** Listens until `lifetime` ends; the business clock stands at the day batch 5 opens until it is moved. */
export const demoProgram = async (lifetime: Lifetime, { busy = false, settings: chosen = {} }: Choices = {}) => {
  const { sql } = await testDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'yikatong-journey-'));
  if (!busy) writeFileSync(join(dataFolder, 'bank-tokens.json'), JSON.stringify(quietBanks));
  const port = await freePort();
  const base = new URL(`http://127.0.0.1:${port}`);
  let now = openingDay;
  let ahead = Temporal.Duration.from({ seconds: 0 });
  const settings = { PORT: String(port), YIKATONG_DATA: dataFolder, RATE_LIMIT_PER_MINUTE: '100000', ...chosen };
  const wiring = {
    config: readConfig(settings, 'demo'),
    sql,
    keys: testKeys(),
    businessClock: () => now,
    systemClock: () => systemClock().add(ahead),
    moveBusinessClock: async (to: Temporal.Instant): Promise<void> => {
      now = to;
    },
    policy: await loadPolicy(sql, beijing),
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  };
  await loadDemoCity(wiring);
  const app = await buildApp(wiring);
  await app.listen({ host: '127.0.0.1', port });
  const worker = busy ? startWorker(wiring) : undefined;
  lifetime.after(async () => {
    await worker?.stop();
    await app.close();
    rmSync(dataFolder, { recursive: true });
  });
  await untilItTakesVisitors(base);
  return {
    ...wiring,
    base,
    setClock: (to: Temporal.Instant): void => {
      now = to;
    },
    passTime: (duration: Temporal.DurationLike): void => {
      now = now.add(duration);
    },
    /** Moves the clock that sessions go by. */
    waitLoggedIn: (duration: Temporal.DurationLike): void => {
      ahead = ahead.add(duration);
    },
  };
};

/** Filling the city keeps the process busy, and a busy one turns visitors away until it has caught its breath. */
const untilItTakesVisitors = async (base: URL): Promise<void> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { status } = await fetch(base);
    if (status === 200) return;
    await pause(100);
  }
  throw new Error('the program takes no visitors');
};

export type DemoProgram = Awaited<ReturnType<typeof demoProgram>>;
