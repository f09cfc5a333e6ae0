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
try {
  for (const file of chosen) {
    const { name, run }: Bench = await import(`./${file}`);
    console.error(`${name} …`);
    rows.push(...(await run({ database })));
  }
  console.log(`\n${renderTable(rows)}\n\n${describeMachine()}`);
  if (server) console.log(await describeDatabase((await server).url));
} finally {
  await (await server)?.stop();
}
