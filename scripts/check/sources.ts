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
  /** Only types are taken, so that nothing is left of it when the program runs. */
  readonly isType: boolean;
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
  const parsed = parseSync(path, text);
  const [broken] = parsed.errors;
  if (broken) throw new Error(`${path} does not parse: ${broken.message}`);
  const lineAt = lineIn(text);
  const imports = importsOf(parsed.module, text).map(({ offset, ...one }) => ({
    ...one,
    path: one.specifier.startsWith('.') ? posix.join(posix.dirname(path), one.specifier) : undefined,
    line: lineAt(offset),
  }));
  const exports = parsed.module.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName, isType, start }) => ({ name: exportName.name ?? 'default', isType, line: lineAt(start) }));
  return { path, text, program: parsed.program, imports, exports, lineAt };
};

type Taken = Pick<Import, 'specifier' | 'names' | 'isType'> & { readonly offset: number };

const importsOf = ({ staticImports, staticExports, dynamicImports }: ParseResult['module'], text: string): Taken[] => [
  ...staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    names: entries.map(({ importName: { name, kind } }) => name ?? (kind === 'Default' ? 'default' : '*')),
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
    offset: start,
  })),
  ...staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, importName, isType, start }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, names: [importName.name ?? '*'], isType, offset: start }] : [],
    ),
  ...dynamicImports.map(({ moduleRequest, start }) => ({
    specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    names: ['*'],
    isType: false,
    offset: start,
  })),
];
