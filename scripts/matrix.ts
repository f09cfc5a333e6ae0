// Writes docs/service-matrix.md and its Chinese twin from the gate; `--check` only says whether one is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { renderMatrix } from './matrix/render.ts';

const pages = { en: 'service-matrix.md', zh: 'service-matrix.zh.md' } as const;

for (const language of ['en', 'zh'] as const) {
  const path = new URL(`../docs/${pages[language]}`, import.meta.url);
  const wanted = renderMatrix(language);
  if (!process.argv.includes('--check')) await writeFile(path, wanted);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== wanted) {
    console.log(`docs/${pages[language]} is stale: run npm run matrix`);
    process.exitCode = 1;
  }
}
