// `npm run import -- file …`: brings files of people, employers and outlets in, each known by its headings.
import { CannotStart } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import { fileInput, type Input } from '../base/input.ts';
import { writeRejections } from '../base/rejections-file.ts';
import { formOf, hasColumns } from '../base/rows.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { ImportCount, ImportProgress, ImportRun } from '../database/import-file.ts';
import { type ImportKind, importKinds, listRejections } from '../database/import-runs.ts';
import { employerColumns, importEmployers } from '../employers/import-employers.ts';
import { importOutlets, outletColumns } from '../outlets/import-outlets.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';
import { importPeople } from './import-people.ts';
import { type Screen, showProgress } from './import-progress.ts';
import { peopleColumns } from './people-columns.ts';

/** The part of the wiring an import needs. */
export type ImportWiring = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly businessClock: Clock;
  readonly systemClock: Clock;
  readonly policy: PolicyHolder;
};

/** One finished file, for the person at the terminal. `rejectionsPath` is there when rows were refused. */
export type ImportReport = ImportCount & {
  readonly path: string;
  readonly kind: ImportKind;
  readonly rejectionsPath: string;
};

// The kind whose required headings are all there; people first, because their file may name employers too.
const kinds = { people: peopleColumns, employers: employerColumns, outlets: outletColumns } as const;

/**
 * Imports the files in the order given and shows how each goes and went. Refused rows stand in `<file>.rejected.csv`.
 * Gives the exit code: 0, or 2 when rows were refused. Throws CannotStart for a file it cannot read.
 */
export const importCommand = async (
  wiring: ImportWiring,
  paths: readonly string[],
  screen: Screen,
): Promise<number> => {
  if (paths.length === 0)
    throw new CannotStart({ zh: '用法：npm run import -- 文件…', en: 'Usage: npm run import -- file …' });
  let rejected = 0;
  for (const path of paths) {
    const { show, end } = showProgress(screen, () => performance.now());
    const report = await importOne(wiring, path, show).finally(end);
    rejected += report.rejected;
    for (const line of reportLines(report)) screen.write(`${line}\n`);
  }
  return rejected > 0 ? 2 : 0;
};

/** Imports one file, whatever its kind. */
export const importOne = async (
  wiring: ImportWiring,
  path: string,
  progress?: (progress: ImportProgress) => void,
): Promise<ImportReport> => {
  const input = fileInput(path);
  const kind = await kindOf(input);
  const count = await importers[kind](wiring, {
    ...{ sql: wiring.sql, keys: wiring.keys, input, at: wiring.businessClock() },
    ...(progress && { progress }),
  });
  const rejectionsPath = `${path}.rejected.csv`;
  if (count.rejected > 0) await writeRejections(rejectionsPath, listRejections(wiring.sql, count.importId));
  return { ...count, path, kind, rejectionsPath };
};

/** Which import takes a file of a kind. */
export const importers = {
  people: ({ systemClock, policy }: ImportWiring, run: ImportRun) =>
    importPeople({ ...run, recordedAt: systemClock(), policySnapshot: policy.current().number }),
  employers: (_wiring: ImportWiring, run: ImportRun) => importEmployers(run),
  outlets: (_wiring: ImportWiring, run: ImportRun) => importOutlets(run),
} as const;

const kindOf = async (input: Input): Promise<ImportKind> => {
  const form = await formOf(input);
  const kind = importKinds.find((each) => hasColumns(form, kinds[each]));
  if (kind) return kind;
  throw new CannotStart({
    zh: `文件 ${input.name} 的表头不是人员、单位或网点文件的表头，见 docs/import.md。`,
    en: `The headings of ${input.name} are not those of people, employers or outlets; see docs/import.md.`,
  });
};

const kindWords = { people: '人员 people', employers: '单位 employers', outlets: '网点 outlets' } as const;

const reportLines = (report: ImportReport): readonly string[] => [
  ...(report.resumedAfter > 0
    ? [`${report.path}: 从第 ${report.resumedAfter} 行之后继续 went on behind line ${report.resumedAfter}`]
    : []),
  `${report.path} · ${kindWords[report.kind]}: 读取 read ${report.read}, 新增 added ${report.added}, 更新 changed ${report.changed}, ` +
    `未变 unchanged ${report.unchanged}, 退回 rejected ${report.rejected}`,
  ...(report.rejected > 0 ? [`  → ${report.rejectionsPath}`] : []),
];
