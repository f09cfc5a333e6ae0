// Loaded before everything else: refuses another Node in a sentence, and lets this one read pages (.tsx).
// Node leaves out types by itself, but knows no markup. Used as `node --import ./src/runtime.js src/main.ts …`.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

if (!('Temporal' in globalThis)) {
  process.stderr.write(
    `需要 Node 26（当前 ${process.versions.node}）：请运行 npm ci，再用 npm start 启动。\n` +
      `Node 26 is needed (this is ${process.versions.node}): run npm ci, then start with npm start.\n`,
  );
  process.exit(1);
}

const require = createRequire(import.meta.url);
const options = { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact', format: 'esm', target: 'esnext' };
const version = JSON.stringify([require('esbuild/package.json').version, options]);
const kept = fileURLToPath(new URL('../node_modules/.cache/pages/', import.meta.url));

/** What was made of the same text before; undefined: never, or not readable. */
const findKept = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Whole or not at all, as several processes may keep the same. Where nothing can be written it is made again each time. */
const keep = (path, made) => {
  try {
    mkdirSync(kept, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, made);
    renameSync(`${path}.${process.pid}`, path);
  } catch {}
};

// Without a process of its own that would stay as long as we do: each page is made once, and kept.
process.env.ESBUILD_WORKER_THREADS = '0';

const pageAsScript = (text) => {
  const path = `${kept}${createHash('sha256').update(version).update(text).digest('hex')}.js`;
  const known = findKept(path);
  if (known !== undefined) return known;
  const { code } = require('esbuild').transformSync(text, options);
  keep(path, code);
  return code;
};

nodeModule.registerHooks({
  load: (url, context, next) => {
    if (!url.endsWith('.tsx')) return next(url, context);
    return { format: 'module', source: pageAsScript(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true };
  },
});
