// Every cell of the service matrices: the gate against what the rules say, written by hand in test/support/matrix-expected.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  actorsOfMatrix,
  type ExpectedLine,
  expectedByActor,
  expectedByPlace,
} from '../../test/support/matrix-expected.ts';
import {
  broughtIn,
  type Column,
  columnNames,
  columns,
  type Line,
  lineOf,
  type Period,
  periodNames,
  signOf,
  usualActor,
} from '../../test/support/matrix-questions.ts';
import { services } from './question.ts';
import { places } from './rows.ts';

const onlyAt: Readonly<Record<string, string>> = { W: 'website', M: 'minsheng' };

/** The sign that the table has for one place. */
const expectedSign = (cells: Readonly<Record<string, string>>, column: Column, place: string): string => {
  const text = cells[column] ?? '';
  // G-26: another bank's counter applies for that bank's own card; it has no machine in these questions.
  if (text === '=') return cells['IB-N'] ?? '';
  const only = column === 'ON' ? onlyAt[text] : undefined;
  return only === undefined ? text : place === only ? 'Y' : 'N';
};

const placesOf = (column: Column): readonly (typeof places)[number][] => columns[column];

for (const { name, service, cells } of expectedByPlace)
  test(`matrix 3.1: ${name} at every place, in both phases`, () => {
    const line = lineOf(name, service);
    for (const period of periodNames)
      for (const column of columnNames)
        for (const place of placesOf(column)) {
          const sign = signOf({ line, place, period, actor: usualActor(service) });
          assert.equal(sign, expectedSign(cells[period], column, place), `${period} ${column} ${place}`);
        }
  });

const kinds = ['remote', 'counter', 'door'] as const;
const kindOf = (column: Column): number => (['ON', 'H', 'BP'].includes(column) ? 0 : column === 'D' ? 2 : 1);
const opened = (expected: ExpectedLine, period: Period, column: Column, place: string): boolean =>
  expectedSign(expected.cells[period], column, place).startsWith('Y');

/** What the table of people has for one place; `W0`: the clerk, on the website only. */
const expectedDocuments = (text: string, kind: number, place: string): string => {
  const part = text.split('/')[kind] ?? '';
  return part === 'W0' ? (place === 'website' ? '0' : '-') : part;
};

/** R-ELIG-09, R-ELIG-10: children apply from August 2025 on, whoever acts for them. */
const notYetForChildren = ({ service }: Line, period: Period): boolean =>
  period === 'before' && ['apply', 'confirm-group', 'change-bank-old'].includes(service);

for (const expected of expectedByActor)
  test(`matrix 3.2: ${expected.name} by every actor, with what they bring`, () => {
    const line = lineOf(expected.name, expected.service);
    const byPlace = expectedByPlace.find((each) => each.name === expected.name);
    assert.ok(byPlace);
    for (const period of periodNames)
      for (const actor of actorsOfMatrix)
        for (const column of columnNames)
          for (const place of placesOf(column)) {
            const kind = kindOf(column);
            const text = expectedDocuments(expected.cells[period][actor] ?? '', kind, place);
            const found = broughtIn({ line, place, period, actor });
            const where = `${period} ${actor} ${kinds[kind]} ${place}: found ${found}`;
            if (!opened(byPlace, period, column, place)) assert.ok(found === '-' || found.startsWith('('), where);
            else if (actor === 'guardian' && notYetForChildren(line, period)) assert.equal(found, '(T)', where);
            else assert.equal(found, text, where);
          }
  });

test('the matrices have a line for every service, and a column for every place', () => {
  for (const table of [expectedByPlace, expectedByActor])
    assert.deepEqual(new Set(table.map((each) => each.service)), new Set(services));
  assert.deepEqual(new Set(columnNames.flatMap(placesOf)), new Set(places));
});
