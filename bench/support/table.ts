// The one table that a run of benches ends with.
import { type Goal, meetsGoal, type Row, ratioOf } from './row.ts';

const headings = ['What', 'Measured', 'Reference', 'Ratio', 'Goal', 'Met'];

/** Rows as a Markdown table, aligned for a terminal. */
export const renderTable = (rows: readonly Row[]): string => {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join('\n');
};

const cellsOf = (row: Row): readonly string[] => {
  const ratio = ratioOf(row);
  const met = meetsGoal(row);
  return [
    row.what,
    `${number(row.measured)} ${row.unit}`,
    row.reference === undefined ? '–' : `${number(row.reference)} ${row.unit}`,
    ratio === undefined ? '–' : ratio.toFixed(2),
    row.goal ? goalText(row.goal, row.unit) : '–',
    met === undefined ? '–' : met ? 'yes' : 'NO',
  ];
};

const goalText = (goal: Goal, unit: string): string => {
  if ('ratioAtLeast' in goal) return `ratio ≥ ${goal.ratioAtLeast}`;
  if ('ratioAtMost' in goal) return `ratio ≤ ${goal.ratioAtMost}`;
  return 'atLeast' in goal ? `≥ ${number(goal.atLeast)} ${unit}` : `≤ ${number(goal.atMost)} ${unit}`;
};

/** Three significant digits at least, whole numbers with separators. */
const number = (value: number): string =>
  value.toLocaleString('en-US', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
