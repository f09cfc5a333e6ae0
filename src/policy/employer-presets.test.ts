// Table: what an employer or school has settled, and whom it binds on which day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asked, day, employer, person, question, snapshot } from '../../test/support/questions.ts';
import { type Presets, presetsFor } from './employer-presets.ts';

const outlet = { outletId: 'Y1', bank: '102' };
const settled = { presetDelivery: 'outlet', presetOutlet: outlet } as const;
const both: Presets = { delivery: 'outlet', outlet };
const none: Presets = { delivery: null, outlet: null };
const employee = (more: object = settled) => person('employee', { employer: employer('110108', more) });
const student = (kind: 'school' | 'employer') =>
  person('student', { employer: employer('110108', { ...settled, kind }) });

const rows: readonly [string, Asked, Presets][] = [
  ['R-GROUP-10: an employee’s branch and delivery are settled', { on: '2025-06-03', person: employee() }, both],
  [
    'R-GROUP-18, R-GROUP-10: so are those of a student of a school',
    { on: '2025-09-10', person: student('school') },
    both,
  ],
  ['R-GROUP-19: not those of a student who insures himself', { on: '2025-09-10', person: student('employer') }, none],
  [
    'R-GROUP-20: the delivery alone may be settled',
    { on: '2025-06-03', person: employee({ presetDelivery: 'mail' }) },
    { delivery: 'mail', outlet: null },
  ],
  ['R-GROUP-11: where nothing is settled both are chosen', { on: '2025-06-03', person: employee({}) }, none],
  ['R-GROUP-11: without an employer too', { on: '2025-06-03', person: person('flexible') }, none],
  ['C-34: on the last day of the centralized phase it binds', { on: '2025-12-31', person: employee() }, both],
  ['C-34: from 2026-01-01 who applies alone is not bound', { on: '2026-01-01', person: employee() }, none],
  [
    'C-34: who confirms a group order is bound to it in 2026 too',
    { on: '2026-02-02', service: 'confirm-group', person: employee() },
    both,
  ],
  [
    'G-08: who is retired as well applies as a retiree, whom no employer binds',
    { on: '2025-10-20', person: { ...employee(), groups: ['retiree', 'employee'], birthDate: day('1960-01-01') } },
    none,
  ],
];

for (const [name, asked, expected] of rows)
  test(name, () => assert.deepEqual(presetsFor(snapshot, question(asked)), expected));
