// SQL that writes: it stands in the store of a slice, where the wall around writes can be seen to hold.
import { Visitor } from 'oxc-parser';
import type { Finding } from './finding.ts';
import { isTest, type Source } from './sources.ts';

const writing = /\b(insert\s+into|update\s+\w+\s+set|delete\s+from|merge\s+into|truncate)\b/i;
// A store owns tables; src/database owns those of the program itself (migrations, clock) and temporary ones.
const allowed = /-store\.ts$|^src\/database\//;

/** Every template in shipped code outside a store whose SQL changes rows. */
export const checkWrites = (sources: readonly Source[]): readonly Finding[] =>
  sources.filter(({ path }) => path.startsWith('src/') && !isTest(path) && !allowed.test(path)).flatMap(writesOf);

const writesOf = ({ path, program, lineAt }: Source): readonly Finding[] => {
  const findings: Finding[] = [];
  new Visitor({
    TaggedTemplateExpression: ({ quasi, start }) => {
      const [statement] = writing.exec(quasi.quasis.map(({ value }) => value.raw).join(' x ')) ?? [];
      if (statement === undefined) return;
      const problem = `writes with SQL (${statement.replace(/\s+/g, ' ')} …) outside a store`;
      findings.push({ path, line: lineAt(start), problem, mend: 'move the query into the slice’s …-store.ts' });
    },
  }).visit(program);
  return findings;
};
