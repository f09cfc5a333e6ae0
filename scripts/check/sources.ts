// TypeScript files read and parsed once, for all checks that look at code.
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { type ParseResult, parseSync } from 'oxc-parser';
import { lineIn } from './files.ts';

/** One import, re-export or dynamic import of a file. */
export type Import = {
  /** As written: `./card.ts`, `zod`, `node:fs`. */
  readonly specifier: string;
  /** Path from the root of the repository when the specifier is relative. */
  readonly path: string | undefined;
  /** Names as the other file exports them; `*` when all of it is taken. */
  readonly names: readonly string[];
  readonly line: number;
};

export type Source = {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: ParseResult['program'];
  readonly imports: readonly Import[];
  readonly exports: readonly { readonly name: string; readonly isType: boolean; readonly line: number }[];
  readonly lineAt: (offset: number) => number;
};

const code = /\.(ts|tsx|js)$/;

/** Whether the file is a test and so free of the limits and walls meant for what ships. */
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/');

/** Parses every file of code among `paths`. A file that does not parse is a bug of its author and throws. */
export const readSources = async (root: string, paths: readonly string[]): Promise<readonly Source[]> =>
  Promise.all(
    paths
      .filter((path) => code.test(path))
      .map(async (path) => parseSource(path, await readFile(`${root}/${path}`, 'utf8'))),
  );

/** One file as the checks see it; `path` decides how it is read (ts, tsx, js). */
export const parseSource = (path: string, text: string): Source => {
  const { program, module, errors } = parseSync(path, text);
  const [broken] = errors;
  if (broken) throw new Error(`${path} does not parse: ${broken.message}`);
  const lineAt = lineIn(text);
  const take = (specifier: string, names: readonly string[], offset: number): Import => ({
    specifier,
    path: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
    names,
    line: lineAt(offset),
  });
  const exported = module.staticExports.flatMap((one) => one.entries);
  const imports = [
    ...module.staticImports.map((one) =>
      take(
        one.moduleRequest.value,
        one.entries.map((entry) => entry.importName.name ?? (entry.importName.kind === 'Default' ? 'default' : '*')),
        one.start,
      ),
    ),
    ...exported.flatMap((entry) =>
      entry.moduleRequest ? [take(entry.moduleRequest.value, [entry.importName.name ?? '*'], entry.start)] : [],
    ),
    ...module.dynamicImports.map((one) =>
      take(text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1), ['*'], one.start),
    ),
  ];
  const exports = exported.map((entry) => ({
    name: entry.exportName.name ?? 'default',
    isType: entry.isType,
    line: lineAt(entry.start),
  }));
  return { path, text, program, imports, exports, lineAt };
};
