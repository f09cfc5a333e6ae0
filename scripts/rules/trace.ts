// The trace from rules to tests: which test names carry which rule ids, and which rules that must have one have none.
import { type CallExpression, type Node, Visitor } from 'oxc-parser';
import { isTest, type Source } from '../check/sources.ts';

export type Rule = { readonly id: string; readonly group: string; readonly kind: string; readonly title: string };

export type NamedTest = { readonly path: string; readonly line: number; readonly name: string };

/** How far the catalogue is kept; see `scripts/rules-done.ts`. */
export type Done = {
  readonly areas: readonly string[];
  readonly rules: readonly string[];
  readonly leftForLater: Readonly<Record<string, string>>;
};

export type Trace = {
  readonly rows: readonly { readonly rule: Rule; readonly tests: readonly NamedTest[]; readonly isDue: boolean }[];
  /** What is wrong, one sentence each; empty when every rule that must be kept is. */
  readonly faults: readonly string[];
};

const ruleId = /\bR-[A-Z]+-\d{2}\b/g;

/** Lays the tests found in `sources` beside the rules of the catalogue. */
export const traceRules = (rules: readonly Rule[], sources: readonly Source[], done: Done): Trace => {
  const tests = sources.filter(({ path }) => isTest(path)).flatMap(namedTests);
  const carrying = (id: string) => tests.filter(({ name }) => name.match(ruleId)?.includes(id));
  const rows = rules.map((rule) => ({ rule, tests: carrying(rule.id), isDue: isDue(rule, done) }));
  const known = new Set(rules.map(({ id }) => id));
  const unknown = tests.flatMap(({ path, line, name }) =>
    (name.match(ruleId) ?? [])
      .filter((id) => !known.has(id))
      .map((id) => `${path}:${line} carries ${id}, which the catalogue does not know`),
  );
  const unmet = rows
    .filter((row) => row.isDue && row.tests.length === 0)
    .map(({ rule }) => `${rule.id} (${rule.title}) must be kept, and no test carries its id`);
  const later = Object.keys(done.leftForLater).flatMap((id) => {
    if (!known.has(id)) return [`${id} is left for later, but the catalogue does not know it`];
    return carrying(id).length > 0 ? [`${id} has a test: take it off the list of what is left for later`] : [];
  });
  return { rows, faults: [...unmet, ...unknown, ...later] };
};

const isDue = ({ id, group, kind }: Rule, { areas, rules, leftForLater }: Done): boolean =>
  kind === 'MUST' && (areas.includes(group) || rules.includes(id)) && !(id in leftForLater);

/**
 * Texts of a test file that name a test and carry a rule id: the name given to `test` or `it`, and any sentence in a
 * table. An id alone is an expected value, not a name; what is skipped or to do proves nothing.
 */
const namedTests = ({ path, program, lineAt }: Source): readonly NamedTest[] => {
  const found: NamedTest[] = [];
  const names = new Set<Node>();
  const notRun: { readonly start: number; readonly end: number }[] = [];
  const add = (node: Node, name: string): void => {
    const isSentence = /\p{Letter}/u.test(name.replace(ruleId, ''));
    const isRun = !notRun.some(({ start, end }) => start <= node.start && node.end <= end);
    if (name.match(ruleId) && isRun && (isSentence || names.has(node)))
      found.push({ path, line: lineAt(node.start), name });
  };
  new Visitor({
    CallExpression: (call) => {
      const [name] = call.arguments;
      if (isTestCall(call) && name) names.add(name);
      if (isSkipped(call)) notRun.push(call);
    },
    Literal: (node) => {
      if (typeof node.value === 'string') add(node, node.value);
    },
    TemplateLiteral: (node) => add(node, node.quasis.map(({ value }) => value.cooked ?? '').join('…')),
  }).visit(program);
  return found;
};

const isTestCall = ({ callee }: CallExpression): boolean =>
  callee.type === 'Identifier' && /^(test|it)$/.test(callee.name);

const isSkipped = ({ callee }: CallExpression): boolean =>
  callee.type === 'MemberExpression' &&
  callee.property.type === 'Identifier' &&
  /^(skip|todo)$/.test(callee.property.name);
