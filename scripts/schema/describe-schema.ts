// A database's schema as text: tables by name with columns, constraints, indexes and comments, the same on every machine.
import type { Sql } from '../../src/database/connection.ts';

type Column = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly defaultValue: string | null;
  readonly comment: string | null;
};
type Named = {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  readonly comment: string | null;
};
type Table = { readonly name: string; readonly options: readonly string[] | null; readonly comment: string | null };

const listTables = (sql: Sql) => sql<Table[]>`
  select c.relname as name, c.reloptions as options, obj_description(c.oid, 'pg_class') as comment
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname collate "C"`;

const listColumns = (sql: Sql) => sql<Column[]>`
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as "defaultValue",
    col_description(c.oid, a.attnum) as comment
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attnum`;

// Not-null constraints have names of their own since PostgreSQL 18; the column already says it.
const listConstraints = (sql: Sql) => sql<Named[]>`
  select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid, true) as definition,
    obj_description(k.oid, 'pg_constraint') as comment
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and k.contype <> 'n'
  order by c.relname collate "C", k.contype, k.conname collate "C"`;

const listIndexes = (sql: Sql) => sql<Named[]>`
  select c.relname as table, i.relname as name, pg_get_indexdef(x.indexrelid) as definition,
    obj_description(x.indexrelid, 'pg_class') as comment
  from pg_index x
  join pg_class c on c.oid = x.indrelid
  join pg_class i on i.oid = x.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
  order by c.relname collate "C", i.relname collate "C"`;

const listFunctions = (sql: Sql) => sql<{ definition: string }[]>`
  select pg_get_functiondef(oid) as definition from pg_proc
  where pronamespace = 'public'::regnamespace and prokind in ('f', 'p') order by proname collate "C", oid`;

const listTriggers = (sql: Sql) => sql<Named[]>`
  select c.relname as table, t.tgname as name, pg_get_triggerdef(t.oid, true) as definition, null as comment
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  order by c.relname collate "C", t.tgname collate "C"`;

/** The whole schema `public` as SQL. */
export const describeSchema = async (sql: Sql): Promise<string> => {
  const tables = await listTables(sql);
  const columns = await listColumns(sql);
  const constraints = await listConstraints(sql);
  const indexes = await listIndexes(sql);
  const triggers = await listTriggers(sql);
  const functions = await listFunctions(sql);
  const of = <T extends { readonly table: string }>(rows: readonly T[], table: Table): readonly T[] =>
    rows.filter((row) => row.table === table.name);
  const parts = tables.map((table) =>
    [
      createTable(table, of(columns, table), of(constraints, table)),
      ...of(indexes, table).map(({ definition }) => `${definition};`),
      ...of(triggers, table).map(({ definition }) => `${definition};`),
      ...comments(table, {
        columns: of(columns, table),
        constraints: of(constraints, table),
        indexes: of(indexes, table),
      }),
    ].join('\n'),
  );
  return [...functions.map(({ definition }) => `${definition.trim()};`), ...parts].join('\n\n').concat('\n');
};

const createTable = (table: Table, columns: readonly Column[], constraints: readonly Named[]): string => {
  const lines = [
    ...columns.map(({ name, type, notNull, defaultValue }) =>
      [name, type, notNull ? 'not null' : '', defaultValue === null ? '' : `default ${defaultValue}`]
        .filter((word) => word !== '')
        .join(' '),
    ),
    ...constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  const options = table.options ? ` with (${table.options.join(', ')})` : '';
  return `create table ${table.name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${options};`;
};

type Parts = {
  readonly columns: readonly Column[];
  readonly constraints: readonly Named[];
  readonly indexes: readonly Named[];
};

const comments = (table: Table, { columns, constraints, indexes }: Parts): readonly string[] => {
  const text = (what: string, comment: string | null): string[] =>
    comment === null ? [] : [`comment on ${what} is '${comment.replaceAll("'", "''")}';`];
  return [
    ...text(`table ${table.name}`, table.comment),
    ...columns.flatMap(({ name, comment }) => text(`column ${table.name}.${name}`, comment)),
    ...constraints.flatMap(({ name, comment }) => text(`constraint ${name} on ${table.name}`, comment)),
    ...indexes.flatMap(({ name, comment }) => text(`index ${name}`, comment)),
  ];
};
