// `npm test`: one built-in PostgreSQL, then every test file against it, two at a time; paths narrow it down.
import '../src/runtime.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { addressVariable, startTestServer } from '../test/support/test-server.ts';

const files = process.argv.slice(2);
const all = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', '{scripts,bench}/**/*.test.ts']).sort();

const server = await startTestServer();
// Ctrl-C reaches node --test too, as it is of our process group; we wait for it and stop the server afterwards.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => tests.kill(signal));
const tests = spawn(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-concurrency=2', ...(files.length > 0 ? files : all)],
  { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', [addressVariable]: server.url } },
);
const [code] = await once(tests, 'exit');
await server.stop();
process.exitCode = typeof code === 'number' ? code : 1;
