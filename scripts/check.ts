// `npm run check`: everything that can be said of the code without running it, in one command; `--fix` formats first.
import { existsSync } from 'node:fs';
import { checkArchitecture } from './check/architecture.ts';
import { checkCasts } from './check/casts.ts';
import { runScript } from './check/commands.ts';
import { listFiles } from './check/files.ts';
import { describeFinding, type Finding } from './check/finding.ts';
import { checkHygiene } from './check/hygiene.ts';
import { checkLimits } from './check/limits.ts';
import { checkLinks } from './check/links.ts';
import { readSources } from './check/sources.ts';
import { checkWords } from './check/words.ts';
import { checkWrites } from './check/writes.ts';

type Outcome = { readonly passed: boolean; readonly output: string };

const root = process.cwd();
const paths = await listFiles(root);
const sources = await readSources(root, paths);
const biome = process.argv.includes('--fix') ? ['check', '--write'] : ['check'];

const found = (findings: readonly Finding[]): Outcome => ({
  passed: findings.length === 0,
  output: findings.map(describeFinding).join('\n'),
});

const checks: Readonly<Record<string, () => Outcome | Promise<Outcome>>> = {
  'format and lint': () =>
    runScript(root, 'node_modules/@biomejs/biome/bin/biome', [...biome, '--error-on-warnings', '.']),
  types: () => runScript(root, 'node_modules/typescript/bin/tsc', ['--project', '.']),
  'dead code': () => runScript(root, 'node_modules/knip/bin/knip.js', ['--no-progress', '--reporter', 'compact']),
  'schema snapshot': () =>
    existsSync('scripts/schema.ts')
      ? runScript(root, 'scripts/schema.ts', ['--check'])
      : { passed: true, output: '  skipped: there is no scripts/schema.ts yet' },
  'service matrix': () => runScript(root, 'scripts/matrix.ts', ['--check']),
  'rule trace': () => runScript(root, 'scripts/rules.ts', ['--check']),
  architecture: () => found([...checkArchitecture(sources), ...checkWrites(sources)]),
  limits: () => found(checkLimits(sources)),
  casts: () => found(checkCasts(sources)),
  'words in both languages': () => found(checkWords(sources)),
  'links of documents': () => found(checkLinks(root, paths)),
  hygiene: async () => found(await checkHygiene(root, paths)),
};

const outcomes = await Promise.all(
  Object.entries(checks).map(async ([name, run]) => {
    const began = performance.now();
    const outcome = await run();
    return { name, ...outcome, seconds: (performance.now() - began) / 1000 };
  }),
);
for (const { name, passed, output, seconds } of outcomes) {
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (output && (!passed || output.includes('skipped'))) console.log(output);
}
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
