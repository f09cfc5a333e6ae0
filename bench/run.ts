// `npm run bench [name …]`: runs the benches one after the other and prints one table, the machine and the database.
import { globSync } from 'node:fs';
import { type BenchServer, startBenchServer } from './support/bench-server.ts';
import { describeDatabase, describeMachine } from './support/machine.ts';
import type { Bench, Row } from './support/row.ts';
import { renderTable } from './support/table.ts';

const wanted = process.argv.slice(2);
const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort();
const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(file.replace('.bench.ts', '')));
if (chosen.length === 0) throw new Error(`No bench is called ${wanted.join(' or ')}: there are ${files.join(', ')}`);

let server: Promise<BenchServer> | undefined;
const database = async (): Promise<string> => {
  server ??= startBenchServer();
  return (await server).createDatabase();
};

const rows: Row[] = [];
const failures: string[] = [];
try {
  for (const file of chosen) {
    const { name, run }: Bench = await import(`./${file}`);
    console.error(`${name} …`);
    // One bench that cannot run must not cost the figures of the others.
    await run({ database }).then(
      (found) => rows.push(...found),
      (error: Error) => failures.push(`${name}: ${error.message}`),
    );
  }
  if (rows.length > 0) console.log(`\n${renderTable(rows)}\n\n${describeMachine()}`);
  if (server) console.log(await describeDatabase((await server).url));
} finally {
  await (await server)?.stop();
}
for (const failure of failures) console.error(`\n✗ ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;
