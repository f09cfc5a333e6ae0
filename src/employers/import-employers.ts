// Imports employers and schools from a file, by their code.

import { isDistrict } from '../base/districts.ts';
import { fieldsOf, parseBank, parseDate, parseList, parseMatch, parseWord } from '../base/fields.ts';
import type { Columns, Row } from '../base/rows.ts';
import { type ImportCount, type ImportRun, importFile, type ParsedRow } from '../database/import-file.ts';
import { type EmployerRecord, mostBanks, type PresetDelivery } from './employer.ts';
import { insertEmployers } from './employers-store.ts';

export const employerColumns = {
  employer_code: { heading: '单位编号', required: true },
  employer_name: { heading: '单位名称', required: true },
  kind: { heading: '单位类型', required: true },
  district: { heading: '参保区', required: true },
  group_open_on: { heading: '集体申领开通日期' },
  banks: { heading: '合作银行' },
  preset_outlet: { heading: '预设开户行网点' },
  preset_delivery: { heading: '预设领卡方式' },
} as const satisfies Columns;

const kindWords: ReadonlyMap<string, EmployerRecord['kind']> = new Map([
  ['employer', 'employer'],
  ['单位', 'employer'],
  ['school', 'school'],
  ['学校', 'school'],
]);

/** As people write the two ways (R-GROUP-11), and as the interfaces do. */
const deliveryWords: ReadonlyMap<string, PresetDelivery> = new Map([
  ['mail', 'mail'],
  ['邮寄', 'mail'],
  ['邮寄个人', 'mail'],
  ['outlet', 'outlet'],
  ['网点自取', 'outlet'],
]);

/** Adds and updates employers; a repeat of the same file changes nothing. */
export const importEmployers = (run: ImportRun): Promise<ImportCount> =>
  importFile({
    ...run,
    kind: 'employers',
    columns: employerColumns,
    parse: parseEmployer,
    keyOf: (employer) => Buffer.from(employer.code),
    write: async (session, rows) => {
      const written = await insertEmployers(
        session,
        rows.map(({ value }) => value),
      );
      const added = written.filter((row) => row.is_new).length;
      return { added, changed: written.length - added, unchanged: rows.length - written.length, rejected: [] };
    },
  });

export const parseEmployer = (row: Row<keyof typeof employerColumns>): ParsedRow<EmployerRecord> => {
  const fields = fieldsOf(row);
  const code = fields.required('employer_code', parseMatch(/^[0-9A-Za-z-]{1,32}$/), 'form');
  const name = fields.required('employer_name', parseMatch(/^\P{C}{1,100}$/u), 'form');
  const kind = fields.required('kind', parseWord(kindWords), 'choice');
  const district = fields.required('district', (text) => [text].find(isDistrict), 'district');
  const groupOpenOn = fields.optional('group_open_on', parseDate, 'date');
  const banks = fields.optional('banks', parseList(parseBank), 'bank') ?? [];
  const presetOutlet = fields.optional('preset_outlet', parseMatch(/^[0-9A-Za-z-]{1,32}$/), 'form');
  const presetDelivery = fields.optional('preset_delivery', parseWord(deliveryWords), 'choice');
  if (banks.length > mostBanks) fields.report('banks', 'too-many-banks');
  if (!code || !name || !kind || !district || fields.problems.length > 0)
    return { ok: false, problems: fields.problems };
  return { ok: true, value: { code, name, kind, district, groupOpenOn, banks, presetDelivery, presetOutlet } };
};
