// Limits of size: lines of a file and of a function, parameters, depth of folders, and the sentence a file begins with.
import { type ArrowFunctionExpression, type Function as NamedFunction, type Node, Visitor } from 'oxc-parser';
import type { Finding } from './finding.ts';
import { isTest, type Source } from './sources.ts';

// House style: every large program without limits grew functions of hundreds of lines.
const fileLines = 300;
const functionLines = 60;
const parameterCount = 3;
const folderDepth = 3;

// The short functions that lay out a table read best with a parameter for each column.
const ruleData = /^src\/[^/]+\/data\//;

/** Files whose length says nothing of their difficulty, each pattern with its reason. */
export const fileLengthExempt: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\.test\.tsx?$/, 'a test file is a list of cases'],
  [ruleData, 'rule data'],
  [/-vectors\.ts$/, 'published test vectors'],
  [/^src\/simulators\/demo-[^/]*data[^/]*\.ts$/, 'demo data'],
];

/** Everything in `sources` that is longer, wider or deeper than the house style allows. */
export const checkLimits = (sources: readonly Source[]): readonly Finding[] =>
  sources.flatMap((source) => [
    ...longFile(source),
    ...firstLine(source),
    ...deepFolder(source),
    ...functionsOf(source).flatMap((one) => [...longFunction(source, one), ...manyParameters(source, one)]),
  ]);

const longFile = ({ path, text }: Source): readonly Finding[] => {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= fileLines || fileLengthExempt.some(([pattern]) => pattern.test(path))) return [];
  const problem = `has ${lines} lines, more than ${fileLines}`;
  return [{ path, line: fileLines + 1, problem, mend: 'split it by what its parts are about' }];
};

const firstLine = ({ path, text }: Source): readonly Finding[] => {
  const [line = ''] = text.split('\n', 1);
  if (!path.startsWith('src/') || /^\/\/ \S.*[.?!]$/.test(line)) return [];
  const problem = 'does not begin with a sentence that says what it is';
  return [{ path, line: 1, problem, mend: 'make line 1 a comment of one whole sentence: // What this file is.' }];
};

const deepFolder = ({ path }: Source): readonly Finding[] => {
  const depth = path.split('/').length - 2;
  if (!path.startsWith('src/') || depth <= folderDepth) return [];
  return [{ path, line: 1, problem: `lies ${depth} folders deep in src`, mend: `at most ${folderDepth}: move it up` }];
};

type FunctionFound = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly parameters: number;
  readonly isSuite: boolean;
};

type FunctionNode = NamedFunction | ArrowFunctionExpression;

/** Every function with a body; one without a name of its own takes that of what holds it. */
const functionsOf = ({ program }: Source): readonly FunctionFound[] => {
  const found: FunctionFound[] = [];
  const names = new Map<object, string>();
  const suites = new Set<object>();
  const add = (node: FunctionNode): void => {
    const name = 'id' in node ? node.id?.name : undefined;
    const parameters = node.params.filter((one) => !(one.type === 'Identifier' && one.name === 'this')).length;
    const { start, end } = node;
    found.push({ name: name ?? names.get(node) ?? 'a function', start, end, parameters, isSuite: suites.has(node) });
  };
  const nameOf = (key: Node): string => ('name' in key && typeof key.name === 'string' ? key.name : 'a function');
  new Visitor({
    VariableDeclarator: ({ id, init }) => void (init && names.set(init, nameOf(id))),
    Property: ({ key, value }) => void names.set(value, nameOf(key)),
    MethodDefinition: ({ key, value }) => void names.set(value, nameOf(key)),
    // A suite only groups its tests; each of them has its own limit.
    CallExpression: ({ callee, arguments: given }) => {
      if (/^(describe|suite)$/.test(nameOf(callee))) for (const one of given) suites.add(one);
    },
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
  }).visit(program);
  return found;
};

const longFunction = ({ path, lineAt }: Source, { name, start, end, isSuite }: FunctionFound): readonly Finding[] => {
  const line = lineAt(start);
  const lines = lineAt(end) - line + 1;
  if (isSuite || lines <= functionLines) return [];
  const problem = `${name} has ${lines} lines, more than ${functionLines}`;
  return [{ path, line, problem, mend: 'name its steps and make each a function' }];
};

const manyParameters = ({ path, lineAt }: Source, { name, start, parameters }: FunctionFound): readonly Finding[] => {
  if (parameters <= parameterCount || isTest(path) || ruleData.test(path)) return [];
  const problem = `${name} takes ${parameters} parameters, more than ${parameterCount}`;
  return [{ path, line: lineAt(start), problem, mend: 'take one object with named fields' }];
};
