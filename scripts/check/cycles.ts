// Circles among imports: each is reported once, with the way around.
import type { Finding } from './finding.ts';
import type { Source } from './sources.ts';

/** Every circle that a walk along the imports of `sources` closes; one that only takes types closes none. */
export const findCycles = (sources: readonly Source[]): readonly Finding[] => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const findings: Finding[] = [];
  const walk = (source: Source, way: readonly string[]): void => {
    if (done.has(source.path)) return;
    for (const { path: target, isType, line } of source.imports) {
      const next = target === undefined || isType ? undefined : byPath.get(target);
      if (!next) continue;
      const here = [...way, source.path];
      const from = here.indexOf(next.path);
      if (from === -1) walk(next, here);
      else findings.push({ path: source.path, line, ...describeCircle([...here.slice(from), next.path]) });
    }
    done.add(source.path);
  };
  for (const source of sources) walk(source, []);
  return findings;
};

const describeCircle = (way: readonly string[]): Pick<Finding, 'problem' | 'mend'> => ({
  problem: `closes a circle of imports: ${way.join(' → ')}`,
  mend: 'move what both sides need into a file of its own',
});
