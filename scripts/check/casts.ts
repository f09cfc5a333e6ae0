// Casts: outside `src/base` a value gets its type by being parsed or narrowed, never by being told.
import { Visitor } from 'oxc-parser';
import type { Finding } from './finding.ts';
import { isTest, type Source } from './sources.ts';

/** Every `as` in shipped code outside `src/base`; `as const` claims nothing and is free. */
export const checkCasts = (sources: readonly Source[]): readonly Finding[] =>
  sources
    .filter(({ path }) => path.startsWith('src/') && !path.startsWith('src/base/') && !isTest(path))
    .flatMap(castsOf);

const castsOf = ({ path, text, program, lineAt }: Source): readonly Finding[] => {
  const findings: Finding[] = [];
  new Visitor({
    TSAsExpression: ({ typeAnnotation: { start, end } }) => {
      const type = text.slice(start, end);
      if (type === 'const') return;
      const mend = 'parse it where it comes in (zod), narrow it, or use satisfies';
      findings.push({ path, line: lineAt(start), problem: `casts to ${type.replace(/\s+/g, ' ')}`, mend });
    },
  }).visit(program);
  return findings;
};
