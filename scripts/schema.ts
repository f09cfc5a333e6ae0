// Writes database/schema.sql, the schema all migrations together make; `--check` only says whether it is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from '../src/database/connection.ts';
import { databaseAt, startTestServer, templateName } from '../test/support/test-server.ts';
import { describeSchema } from './schema/describe-schema.ts';

const path = new URL('../database/schema.sql', import.meta.url);
const head = '-- What all migrations together make; written by scripts/schema.ts, never by hand.\n\n';

const server = await startTestServer();
const sql = connect(databaseAt(server.url, templateName), { connections: 1 });
const wanted = head + (await describeSchema(sql));
await sql.end();
await server.stop();

if (process.argv.includes('--check')) {
  const found = await readFile(path, 'utf8').catch(() => '');
  if (found !== wanted) {
    const foundLines = found.split('\n');
    const line = wanted.split('\n').findIndex((text, index) => text !== foundLines[index]);
    console.log(
      `database/schema.sql is stale from line ${line + 1}: run node --import ./src/runtime.js scripts/schema.ts`,
    );
    process.exitCode = 1;
  }
} else await writeFile(path, wanted);
