// The service matrices as a page of Markdown: by place, by actor, and why.

import { insteadInWords, type Language, policyWords } from '../../src/policy/explain.ts';
import type { Actor } from '../../src/policy/question.ts';
import { actors, services } from '../../src/policy/question.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import {
  answerTo,
  broughtIn,
  type Cell,
  type Column,
  columnNames,
  columns,
  type Line,
  lineOf,
  type Period,
  periodNames,
  periods,
  questionOf,
  signOf,
  signs,
  usualActor,
} from '../../test/support/matrix-questions.ts';
import { snapshot } from '../../test/support/questions.ts';
import { words } from './words.ts';

const lines: readonly Line[] = services.flatMap((service) =>
  service === 'issue-instantly'
    ? [lineOf(service, service), lineOf('issue-instantly:first', service)]
    : [lineOf(service, service)],
);

const cellsOf = (line: Line, period: Period, column: Column): readonly Cell[] =>
  columns[column].map((place) => ({ line, place, period, actor: usualActor(line.service) }));

/** The four online channels answer alike but for the services of one of them. */
const signOfColumn = (line: Line, period: Period, column: Column): string => {
  const found = cellsOf(line, period, column).map((cell) => ({ place: cell.place, sign: signOf(cell) }));
  const open = found.filter(({ sign }) => sign.startsWith('Y'));
  if (open.length === found.length || open.length === 0) return [...new Set(found.map(({ sign }) => sign))].join(' ');
  if (open.length === 1) return open[0]?.place === 'website' ? 'W' : open[0]?.place === 'minsheng' ? 'M' : '?';
  throw new Error(`${line.name} ${column}: the online channels differ in a way that has no sign`);
};

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  tableRow(head),
  tableRow(head.map(() => '---')),
  ...rows.map(tableRow),
  '',
];

const nameOf = (line: Line, language: Language): string => {
  const name = policyWords(language).service[line.service] ?? line.service;
  return `${name}${line.name === line.service ? '' : ` (${words[language].first})`} \`${line.name}\``;
};

const byPlace = (language: Language): readonly string[] =>
  periodNames.flatMap((period) => [
    `## ${words[language].periods[period]}`,
    '',
    `(${words[language].asked.replace('{day}', periods[period])})`,
    '',
    ...table(
      [words[language].service, ...columnNames],
      lines.map((line) => [nameOf(line, language), ...columnNames.map((column) => signOfColumn(line, period, column))]),
    ),
  ]);

const kinds: readonly (readonly Column[])[] = [['ON', 'H', 'BP'], ['DS', 'IB-I', 'IB-N', 'OB'], ['D']];

/** What an actor brings to the open places of one kind; the closed ones say nothing. */
const broughtAt = (line: Line, actor: Actor, period: Period): string => {
  const parts = kinds.map((kind) => {
    const cells = kind.flatMap((column) => cellsOf(line, period, column));
    const open = cells.filter((cell) => answerTo(questionOf(cell)).permitted);
    if (open.length === 0) return '.';
    return [...new Set(open.map((cell) => broughtIn({ ...cell, actor })))].join(', ');
  });
  return parts.join('/');
};

const changesOf = (line: Line, actor: Actor): string => {
  const [before, ...later] = periodNames.map((period) => broughtAt(line, actor, period));
  const after = later.at(-1);
  return before === after ? (before ?? '') : `${before}→${after}`;
};

const byActor = (language: Language): readonly string[] => [
  `## ${words[language].whoTitle}`,
  '',
  words[language].who,
  '',
  ...table(
    [words[language].service, ...actors.map((actor) => policyWords(language).actor[actor] ?? actor)],
    lines.map((line) => [nameOf(line, language), ...actors.map((actor) => changesOf(line, actor))]),
  ),
];

const reasonOf = (verdict: Verdict, language: Language): readonly string[] => {
  const conditions: Readonly<Record<string, string>> = policyWords(language).condition;
  const said = verdict.permitted
    ? verdict.conditions.map((each) => conditions[each] ?? each)
    : verdict.instead.map((each) => insteadInWords(snapshot, each, language));
  return [verdict.rules.join(' '), [...new Set(said)].join('; ')];
};

type Where = readonly Pick<Cell, 'period' | 'place'>[];

/** A column by its name, or the places of it that answer so. */
const columnIn = (where: Where, period: Period, column: Column): readonly string[] => {
  const found = columns[column].filter((place) => where.some((each) => each.period === period && each.place === place));
  return found.length === columns[column].length ? [column] : found;
};

/** Where and when each different answer is given. */
const whereInWords = (where: Where, language: Language): string => {
  const perPeriod = periodNames.map((period) => ({
    name: words[language].shortPeriods[period],
    columns: columnNames.flatMap((column) => columnIn(where, period, column)).join(' '),
  }));
  const told = perPeriod.filter((each) => each.columns !== '');
  if (told.length === periodNames.length && new Set(told.map((each) => each.columns)).size === 1)
    return told[0]?.columns ?? '';
  return told.map((each) => `${each.name}: ${each.columns}`).join('<br>');
};

const whyOf = (line: Line, language: Language): readonly string[] => {
  const answers = new Map<string, Cell[]>();
  for (const period of periodNames)
    for (const column of columnNames)
      for (const cell of cellsOf(line, period, column)) {
        const verdict = answerTo(questionOf(cell));
        const row = tableRow([
          verdict.permitted ? `**${signOf(cell)}**` : verdict.code,
          ...reasonOf(verdict, language),
        ]);
        answers.set(row, [...(answers.get(row) ?? []), cell]);
      }
  const { where, answer, rules, instead } = words[language];
  return [
    `### ${nameOf(line, language)}`,
    '',
    ...table([where, answer, rules, instead], []).slice(0, 2),
    ...[...answers].map(([row, at]) => `| ${whereInWords(at, language)} ${row}`),
    '',
  ];
};

/** The whole page in a language. */
export const renderMatrix = (language: Language): string => {
  const { title, other, intro, columnsTitle, columns: columnsText, limits, permitted, whyTitle, why } = words[language];
  const code = policyWords(language).code;
  const legend = Object.entries(signs).map(([name, sign]) => `- **${sign}** \`${name}\` ${plain(code, name)}`);
  return [
    ...[`# ${title}`, '', other, '', intro, '', `## ${columnsTitle}`, '', columnsText, ''],
    ...[`- **Y** ${permitted}; ${limits}`, ...legend, ''],
    ...byPlace(language),
    ...byActor(language),
    ...[`## ${whyTitle}`, '', why, ''],
    ...lines.flatMap((line) => whyOf(line, language)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};

/** A refusal's words without the places that a question fills. */
const plain = (code: Readonly<Record<string, string>>, name: string): string =>
  (code[name] ?? '').replaceAll(/[“「]?\{\w+\}[”」]?/g, '…');
