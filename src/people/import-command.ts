// `npm run import -- file …`: brings files of people, employers and outlets in, each known by its headings.
import { CannotStart } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import { formOf, hasColumns } from '../base/csv.ts';
import { rejectionsFile } from '../base/rejections-file.ts';
import type { RejectedRow } from '../base/row-problems.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { ImportCount } from '../database/import-file.ts';
import { employerColumns, importEmployers } from '../employers/import-employers.ts';
import { importOutlets, outletColumns } from '../outlets/import-outlets.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';
import { importPeople } from './import-people.ts';
import { peopleColumns } from './people-columns.ts';

/** The part of the wiring an import needs. */
export type ImportWiring = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly businessClock: Clock;
  readonly systemClock: Clock;
  readonly policy: PolicyHolder;
};

/** One finished file, for the person at the terminal. */
export type ImportReport = ImportCount & {
  readonly path: string;
  readonly kind: FileKind;
  readonly rejectionsPath: string;
};

type FileKind = 'people' | 'employers' | 'outlets';

// The kind whose required headings are all there; people first, because their file may name employers too.
const kinds = { people: peopleColumns, employers: employerColumns, outlets: outletColumns } as const;

/**
 * Imports the files in the order given and tells `print` how each went. Refused rows stand in `<file>.rejected.csv`.
 * Gives the exit code: 0, or 2 when rows were refused. Throws CannotStart for a file it cannot read.
 */
export const importCommand = async (
  wiring: ImportWiring,
  paths: readonly string[],
  print: (line: string) => void,
): Promise<number> => {
  if (paths.length === 0)
    throw new CannotStart({ zh: '用法：npm run import -- 文件…', en: 'Usage: npm run import -- file …' });
  let rejected = 0;
  for (const path of paths) {
    const report = await importOne(wiring, path);
    rejected += report.rejected;
    for (const line of reportLines(report)) print(line);
  }
  return rejected > 0 ? 2 : 0;
};

/** Imports one file, whatever its kind. */
export const importOne = async (wiring: ImportWiring, path: string): Promise<ImportReport> => {
  const kind = await kindOf(path);
  const rejectionsPath = `${path}.rejected.csv`;
  const rejections = rejectionsFile(rejectionsPath);
  try {
    const count = await importers[kind](wiring, path, rejections.add);
    return { ...count, path, kind, rejectionsPath };
  } finally {
    await rejections.close();
  }
};

type Reject = (rows: readonly RejectedRow[]) => Promise<void>;

const importers = {
  people: ({ sql, keys, businessClock, systemClock, policy }: ImportWiring, path: string, reject: Reject) =>
    importPeople({
      ...{ sql, keys, path, reject },
      ...{ at: businessClock(), recordedAt: systemClock(), policySnapshot: policy.current().number },
    }),
  employers: ({ sql }: ImportWiring, path: string, reject: Reject) => importEmployers({ sql, path, reject }),
  outlets: ({ sql }: ImportWiring, path: string, reject: Reject) => importOutlets({ sql, path, reject }),
} as const;

const kindOf = async (path: string): Promise<FileKind> => {
  const form = await formOf(path);
  for (const kind of ['people', 'employers', 'outlets'] as const) if (hasColumns(form, kinds[kind])) return kind;
  throw new CannotStart({
    zh: `文件 ${path} 的表头不是人员、单位或网点文件的表头，见 docs/import.md。`,
    en: `The headings of ${path} are not those of people, employers or outlets; see docs/import.md.`,
  });
};

const kindWords = { people: '人员 people', employers: '单位 employers', outlets: '网点 outlets' } as const;

const reportLines = (report: ImportReport): readonly string[] => [
  `${report.path} · ${kindWords[report.kind]}: 读取 read ${report.read}, 新增 added ${report.added}, 更新 changed ${report.changed}, ` +
    `未变 unchanged ${report.unchanged}, 退回 rejected ${report.rejected}`,
  ...(report.rejected > 0 ? [`  → ${report.rejectionsPath}`] : []),
];
