// Links between the documents of the repository: what they point to is there.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { lineIn } from './files.ts';
import type { Finding } from './finding.ts';

/** Every relative link of a Markdown file among `paths` that leads nowhere. */
export const checkLinks = (root: string, paths: readonly string[]): readonly Finding[] =>
  paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      brokenLinks({ path, text: readFileSync(`${root}/${path}`, 'utf8') }, (target) => existsSync(`${root}/${target}`)),
    );

/** The broken links of one document; `exists` says whether a path from the root is there. */
export const brokenLinks = (
  { path, text }: { readonly path: string; readonly text: string },
  exists: (target: string) => boolean,
): readonly Finding[] => {
  const lineAt = lineIn(text);
  return [...text.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].flatMap(
    ({ 1: inline, 2: attribute, index }) => {
      const target = decodeURI((inline ?? attribute ?? '').replace(/#.*$/, ''));
      if (target === '' || /^[a-z]+:/.test(target)) return [];
      const from = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target);
      if (exists(from)) return [];
      return [
        { path, line: lineAt(index), problem: `links to ${target}, which is not there`, mend: 'mend or drop the link' },
      ];
    },
  );
};
