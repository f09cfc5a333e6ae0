// Imports district, street and bank outlets from a file, by their id.

import { isDistrict } from '../base/districts.ts';
import { type Fields, fieldsOf, type Parse, parseBank, parseMatch, parseWord, parseYesNo } from '../base/fields.ts';
import type { Columns, Row } from '../base/rows.ts';
import { type ImportCount, type ImportRun, importFile, type ParsedRow } from '../database/import-file.ts';
import type { Outlet } from './outlet.ts';
import { insertOutlets } from './outlets-store.ts';

export const outletColumns = {
  outlet_id: { heading: '网点编号', required: true },
  kind: { heading: '网点类型', required: true },
  bank: { heading: '银行' },
  district: { heading: '所在区', required: true },
  outlet_name: { heading: '网点名称', required: true },
  address: { heading: '地址', required: true },
  phone: { heading: '电话' },
  instant: { heading: '是否即时制卡' },
  latitude: { heading: '纬度' },
  longitude: { heading: '经度' },
} as const satisfies Columns;

const kindWords: ReadonlyMap<string, Outlet['kind']> = new Map([
  ['district', 'district'],
  ['区级', 'district'],
  ['street', 'street'],
  ['街道', 'street'],
  ['bank', 'bank'],
  ['银行', 'bank'],
]);

/** Adds and updates outlets; a repeat of the same file changes nothing. */
export const importOutlets = (run: ImportRun): Promise<ImportCount> =>
  importFile({
    ...run,
    kind: 'outlets',
    columns: outletColumns,
    parse: parseOutlet,
    keyOf: (outlet) => Buffer.from(outlet.outletId),
    write: async (session, rows) => {
      const written = await insertOutlets(
        session,
        rows.map(({ value }) => value),
      );
      const added = written.filter((row) => row.is_new).length;
      return { added, changed: written.length - added, unchanged: rows.length - written.length, rejected: [] };
    },
  });

export const parseOutlet = (row: Row<keyof typeof outletColumns>): ParsedRow<Outlet> => {
  const fields = fieldsOf(row);
  const text = parseMatch(/^\P{C}{1,200}$/u);
  const outletId = fields.required('outlet_id', parseMatch(/^[0-9A-Za-z-]{1,32}$/), 'form');
  const kind = fields.required('kind', parseWord(kindWords), 'choice');
  const bank = fields.optional('bank', parseBank, 'bank');
  const district = fields.required('district', (code) => [code].find(isDistrict), 'district');
  const name = fields.required('outlet_name', text, 'form');
  const address = fields.required('address', text, 'form');
  const phone = fields.optional('phone', parseMatch(/^[0-9-]{5,20}$/), 'form');
  const instant = fields.optional('instant', parseYesNo, 'yes-no') ?? false;
  const place = placeOf(fields);
  if (kind && (kind === 'bank') === fields.isEmpty('bank')) fields.report('bank', 'outlet-bank');
  if (!outletId || !kind || !district || !name || !address || fields.problems.length > 0)
    return { ok: false, problems: fields.problems };
  return { ok: true, value: { outletId, kind, bank, district, name, address, phone, instant, place } };
};

/** Both or neither: half a place is a mistake. */
const placeOf = (fields: Fields<keyof typeof outletColumns>): Outlet['place'] => {
  const latitude = fields.optional('latitude', parseDegrees(90), 'form');
  const longitude = fields.optional('longitude', parseDegrees(180), 'form');
  if (fields.isEmpty('latitude') !== fields.isEmpty('longitude'))
    fields.report(fields.isEmpty('latitude') ? 'latitude' : 'longitude', 'missing');
  return latitude === null || longitude === null ? null : { latitude, longitude };
};

/** Degrees as a decimal fraction, `39.9087`. */
const parseDegrees =
  (most: number): Parse<number> =>
  (text) => {
    const degrees = /^-?\d{1,3}(?:\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
    return Math.abs(degrees) <= most ? degrees : undefined;
  };
