// All SQL of outlets.
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Session } from '../database/import-file.ts';
import { mostOutlets, type Outlet, type OutletFilter } from './outlet.ts';

type OutletRow = Omit<Outlet, 'outletId' | 'place'> & {
  readonly outlet_id: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
};

const outletFrom = ({ outlet_id: outletId, latitude, longitude, ...outlet }: OutletRow): Outlet => ({
  ...outlet,
  outletId,
  place: latitude === null || longitude === null ? null : { latitude, longitude },
});

export const findOutlet = async (sql: Sql, outletId: string): Promise<Outlet | undefined> => {
  const [row] = await sql<OutletRow[]>`
    select outlet_id, kind, bank, district, name, address, phone, instant, latitude, longitude
    from outlets where outlet_id = ${outletId}`;
  return row && outletFrom(row);
};

/** Outlets that fit, by district and id, at most 200. */
export const listOutlets = async (sql: Sql, filter: OutletFilter): Promise<readonly Outlet[]> => {
  const { instant: made = [], notInstant: notMade = [] } = filter.byRow ?? {};
  const rows = await sql<OutletRow[]>`
    select outlet_id, kind, bank, district, name, address, phone, instant, latitude, longitude from (
      select outlet_id, kind, bank, district, name, address, phone, latitude, longitude,
        case when outlet_id = any(${made}::text[]) then true when outlet_id = any(${notMade}::text[]) then false
          else instant end as instant
      from outlets
    ) as outlets
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.bank ?? null}::text is null or bank = ${filter.bank ?? null})
      and (${filter.district ?? null}::text is null or district = ${filter.district ?? null})
      and (${filter.instant ?? null}::boolean is null or instant = ${filter.instant ?? null})
    order by district, outlet_id limit ${mostOutlets}`;
  return rows.map(outletFrom);
};

/** Adds outlets and updates those that differ; gives for each row it wrote whether it is new. */
export const insertOutlets = (session: Session, rows: readonly Outlet[]) => session<{ is_new: boolean }[]>`
  insert into outlets as o (outlet_id, kind, bank, district, name, address, phone, instant, latitude, longitude)
  select * from unnest(
    ${arrayOf(rows.map((row) => row.outletId))}::text::text[], ${arrayOf(rows.map((row) => row.kind))}::text::text[], ${arrayOf(rows.map((row) => row.bank))}::text::text[],
    ${arrayOf(rows.map((row) => row.district))}::text::text[], ${arrayOf(rows.map((row) => row.name))}::text::text[],
    ${arrayOf(rows.map((row) => row.address))}::text::text[], ${arrayOf(rows.map((row) => row.phone))}::text::text[],
    ${arrayOf(rows.map((row) => row.instant))}::text::boolean[],
    ${arrayOf(rows.map((row) => row.place?.latitude ?? null))}::text::double precision[],
    ${arrayOf(rows.map((row) => row.place?.longitude ?? null))}::text::double precision[])
  on conflict (outlet_id) do update set kind = excluded.kind, bank = excluded.bank, district = excluded.district,
    name = excluded.name, address = excluded.address, phone = excluded.phone, instant = excluded.instant,
    latitude = excluded.latitude, longitude = excluded.longitude
  where (o.kind, o.bank, o.district, o.name, o.address, o.phone, o.instant, o.latitude, o.longitude) is distinct from
    (excluded.kind, excluded.bank, excluded.district, excluded.name, excluded.address, excluded.phone, excluded.instant,
     excluded.latitude, excluded.longitude)
  returning (xmax = 0) as is_new`;
