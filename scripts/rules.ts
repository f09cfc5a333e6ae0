// `npm run rules`: every rule of the catalogue with the tests that carry its id; `--check` prints only what is wrong and fails.
import { existsSync, readFileSync } from 'node:fs';
import { listFiles } from './check/files.ts';
import { readSources } from './check/sources.ts';
import { type Rule, type Trace, traceRules } from './rules/trace.ts';
import { areasDone, leftForLater, rulesDone } from './rules-done.ts';

const catalogue = 'src/policy/data/rules.json';

const printRules = ({ rows }: Trace): void => {
  for (const { rule, tests, isDue } of rows) {
    const mark = tests.length > 0 ? '✓' : isDue ? '✗' : '·';
    console.log(`${mark} ${rule.id.padEnd(17)} ${rule.kind.padEnd(4)}  ${rule.title}`);
    for (const { path, line, name } of tests) console.log(`      ${path}:${line}  ${name}`);
  }
};

const printTotals = ({ rows }: Trace): void => {
  console.log('\nArea            rules   MUST   due   tested   tests');
  const areas = [...new Set(rows.map(({ rule }) => rule.group)), 'all'];
  for (const area of areas) {
    const own = rows.filter(({ rule }) => area === 'all' || rule.group === area);
    const counts = [
      own.length,
      own.filter(({ rule }) => rule.kind === 'MUST').length,
      own.filter(({ isDue }) => isDue).length,
      own.filter(({ tests }) => tests.length > 0).length,
      new Set(own.flatMap(({ tests }) => tests.map(({ path, line }) => `${path}:${line}`))).size,
    ];
    const widths = [7, 7, 6, 9, 8];
    console.log(area.padEnd(14) + counts.map((count, at) => String(count).padStart(widths[at] ?? 0)).join(''));
  }
};

const printLeftForLater = (): void => {
  const entries = Object.entries(leftForLater);
  if (entries.length > 0) console.log('\nLeft for later:');
  for (const [id, reason] of entries) console.log(`  ${id}  ${reason}`);
};

const readTrace = async (): Promise<Trace> => {
  const rules: readonly Rule[] = JSON.parse(readFileSync(catalogue, 'utf8'));
  const sources = await readSources(process.cwd(), await listFiles(process.cwd()));
  return traceRules(rules, sources, { areas: areasDone, rules: rulesDone, leftForLater });
};

if (!existsSync(catalogue)) throw new Error(`There is no catalogue of rules at ${catalogue}`);
const trace = await readTrace();
if (!process.argv.includes('--check')) {
  printRules(trace);
  printTotals(trace);
}
printLeftForLater();
if (trace.faults.length > 0) {
  console.log(`\n${trace.faults.length} of the rule trace to mend:`);
  for (const fault of trace.faults) console.log(`  ${fault}`);
  process.exitCode = 1;
}
