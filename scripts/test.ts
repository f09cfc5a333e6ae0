// `npm test`: one built-in PostgreSQL, then every test file against it, two at a time; paths narrow it down.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goodPagesVariable } from '../test/support/page-faults.ts';
import { addressVariable, startTestServer } from '../test/support/test-server.ts';

const files = process.argv.slice(2);
const all = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', '{scripts,bench}/**/*.test.ts']).sort();

const server = await startTestServer();
// Every file is a process of its own: what V8 compiled or axe found good for one, the others need not ask again.
const shared = mkdtempSync(join(tmpdir(), 'yikatong-shared-'));
// Ctrl-C reaches node --test too, as it is of our process group; we wait for it and stop the server afterwards.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => tests.kill(signal));
const tests = spawn(
  process.execPath,
  ['--import', './src/runtime.js', '--test', '--test-concurrency=2', ...(files.length > 0 ? files : all)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...{ NODE_ENV: 'test', NODE_COMPILE_CACHE: join(shared, 'compiled'), [goodPagesVariable]: shared },
      [addressVariable]: server.url,
    },
  },
);
const [code] = await once(tests, 'exit');
await server.stop();
rmSync(shared, { recursive: true });
process.exitCode = typeof code === 'number' ? code : 1;
