// Words for people: whatever is said in Chinese is said in English too, and the other way round.
import { type Node, type ObjectExpression, Visitor } from 'oxc-parser';
import type { Finding } from './finding.ts';
import { isTest, type Source } from './sources.ts';

/**
 * Two shapes are known: `{ zh: …, en: … }` wherever it stands (words, or tables of words), and a pair of files `zh.ts`
 * and `en.ts` in one folder whose exported tables mirror each other.
 */
export const checkWords = (sources: readonly Source[]): readonly Finding[] => {
  const shipped = sources.filter(({ path }) => path.startsWith('src/') && !isTest(path));
  const byPath = new Map(shipped.map((source) => [source.path, source]));
  return shipped.flatMap((source) => {
    const twin = byPath.get(source.path.replace(/(^|[/-])zh\.ts$/, '$1en.ts'));
    return [...inlinePairs(source), ...(twin && twin !== source ? filePair(source, twin) : [])];
  });
};

const inlinePairs = (source: Source): readonly Finding[] => {
  const tables: ObjectExpression[] = [];
  new Visitor({ ObjectExpression: (table) => void tables.push(table) }).visit(source.program);
  const pairs = tables.map((table) => ({ table, zh: valuesOf(table).get('zh'), en: valuesOf(table).get('en') }));
  // Where no table has both, one language alone is a heading of a file or a code's name, not words for people.
  const isWords = pairs.some(({ zh, en }) => zh && en);
  return pairs.flatMap(({ table, zh, en }) => {
    if (zh && en) return differences({ source, table: zh }, { source, table: en });
    return isWords && (zh ?? en) && table.properties.length === 1 ? [missing(source, table, zh ? 'en' : 'zh')] : [];
  });
};

const filePair = (zh: Source, en: Source): readonly Finding[] =>
  differences({ source: zh, table: tableOf(zh) }, { source: en, table: tableOf(en) });

/** The first table that a file of words declares. */
const tableOf = ({ program }: Source): Node => {
  let first: Node = program;
  new Visitor({
    VariableDeclarator: ({ init }) => {
      const value = init && stripType(init);
      if (value?.type === 'ObjectExpression' && first === program) first = value;
    },
  }).visit(program);
  return first;
};

type Side = { readonly source: Source; readonly table: Node };

const differences = (zh: Side, en: Side, prefix = ''): readonly Finding[] => {
  const [zhTable, enTable] = [stripType(zh.table), stripType(en.table)];
  if (zhTable.type !== 'ObjectExpression' || enTable.type !== 'ObjectExpression') {
    return [zh, en].flatMap(({ source, table }) =>
      isEmptyText(stripType(table)) ? [missing(source, table, prefix || 'its words')] : [],
    );
  }
  const [zhValues, enValues] = [valuesOf(zhTable), valuesOf(enTable)];
  return [...new Set([...zhValues.keys(), ...enValues.keys()])].flatMap((key) => {
    const [zhValue, enValue] = [zhValues.get(key), enValues.get(key)];
    if (!zhValue) return [missing(zh.source, zhTable, `zh ${prefix}${key}`)];
    if (!enValue) return [missing(en.source, enTable, `en ${prefix}${key}`)];
    return differences({ ...zh, table: zhValue }, { ...en, table: enValue }, `${prefix}${key}.`);
  });
};

const valuesOf = (table: ObjectExpression): ReadonlyMap<string, Node> =>
  new Map(
    table.properties.flatMap((one): [string, Node][] => {
      if (one.type !== 'Property' || one.computed) return [];
      if (one.key.type === 'Identifier') return [[one.key.name, one.value]];
      return one.key.type === 'Literal' ? [[String(one.key.value), one.value]] : [];
    }),
  );

const stripType = (node: Node): Node =>
  node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'ParenthesizedExpression'
    ? stripType(node.expression)
    : node;

const isEmptyText = (node: Node): boolean => node.type === 'Literal' && node.value === '';

const missing = ({ path, lineAt }: Source, { start }: Node, what: string): Finding => ({
  path,
  line: lineAt(start),
  problem: `lacks ${what.replace(/\.$/, '')}`,
  mend: 'say it in both languages, Chinese first',
});
