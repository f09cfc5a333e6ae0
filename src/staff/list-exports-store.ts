// All SQL of the record of exports.
import type { Sql } from '../database/connection.ts';
import type { ExportId, ListExport } from './list-export.ts';

/** As it is kept: the reason sealed, all of it proved. */
export type ListExportRow = Omit<ListExport, 'note'> & { readonly sealed: Buffer; readonly mac: Buffer };

export const insertListExport = (sql: Sql, row: ListExportRow): Promise<unknown> => sql`
  insert into list_exports (export_id, at, account, role, bank, outlet, list, filters, format, sealed, mac)
  values (${row.exportId}, ${row.at}, ${row.account}, ${row.role}, ${row.bank}, ${row.outlet}, ${row.list},
          ${sql.json(row.filters)}, ${row.format}, ${row.sealed}, ${row.mac})`;

/** How many rows left, once, when the last of them has. */
export const moveListExportEnded = (
  sql: Sql,
  { exportId, rows, isWhole, mac }: Pick<ListExportRow, 'exportId' | 'rows' | 'isWhole' | 'mac'>,
): Promise<unknown> => sql`
  update list_exports set rows = ${rows}, is_whole = ${isWhole}, mac = ${mac}
  where export_id = ${exportId} and rows is null`;

/** After which record a page begins. */
export type ExportPlace = { readonly at: Temporal.Instant; readonly exportId: ExportId };

/** The newest first. */
export const listListExports = (
  sql: Sql,
  { after, most }: { readonly after: ExportPlace | null; readonly most: number },
): Promise<readonly ListExportRow[]> => sql<ListExportRow[]>`
  select export_id as "exportId", at, account, role, bank, outlet, list, filters, format, rows, is_whole as "isWhole",
    sealed, mac
  from list_exports
  ${after === null ? sql`` : sql`where (at, export_id) < (${after.at}, ${after.exportId})`}
  order by at desc, export_id desc limit ${most}`;

export const countListExports = async (sql: Sql, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from list_exports limit ${most}) as counted`;
  return row?.count ?? 0;
};
