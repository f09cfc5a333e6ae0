// Links between the documents of the repository: what they point to is there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { lineIn } from './files.ts';
import type { Finding } from './finding.ts';

/** Every relative link of a Markdown file among `paths` that leads nowhere. */
export const checkLinks = (root: string, paths: readonly string[]): readonly Finding[] =>
  paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      brokenLinks({ path, text: readFileSync(`${root}/${path}`, 'utf8') }, (target) => {
        if (!existsSync(`${root}/${target}`)) return undefined;
        return statSync(`${root}/${target}`).isFile() ? readFileSync(`${root}/${target}`, 'utf8') : '';
      }),
    );

/**
 * The broken links of one document; `read` gives what stands at a path from the root, undefined where nothing is. A link to a
 * line has to find the word in code that it goes by on that very line.
 */
export const brokenLinks = (
  { path, text }: { readonly path: string; readonly text: string },
  read: (target: string) => string | undefined,
): readonly Finding[] => {
  const lineAt = lineIn(text);
  return [...text.matchAll(/(?:`(\w+)`)?\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].flatMap(
    ({ 1: word = '', 2: inline, 3: attribute, index }) => {
      const [file = '', anchor = ''] = (inline ?? attribute ?? '').split('#');
      const target = decodeURI(file);
      if (target === '' || /^[a-z]+:/.test(target)) return [];
      const there = read(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target));
      const problem =
        there === undefined ? `links to ${target}, which is not there` : staleLine(there, { anchor, word });
      return problem ? [{ path, line: lineAt(index), problem, mend: 'mend or drop the link' }] : [];
    },
  );
};

const staleLine = (there: string, { anchor, word }: { anchor: string; word: string }): string | undefined => {
  const [, line] = /^L(\d+)$/.exec(anchor) ?? [];
  if (line === undefined) return undefined;
  const found = there.split('\n')[Number(line) - 1];
  if (found === undefined) return `links to line ${line}, which is not there`;
  return found.includes(word) ? undefined : `links to line ${line} for ${word}, which does not stand there`;
};
