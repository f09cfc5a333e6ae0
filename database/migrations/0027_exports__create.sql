-- Lists that staff took out of the console as files: recorded before the first row leaves, and again when the last has left.

create table list_exports (
  export_id uuid primary key,
  at timestamptz not null,
  account text not null,
  role text not null,
  bank text,
  outlet text,
  list text not null,
  filters jsonb not null,
  format text not null check (format in ('csv', 'xlsx')),
  rows integer,
  is_whole boolean not null default false,
  sealed bytea not null,
  mac bytea not null,
  check (rows is not null or not is_whole)
);
create index list_exports_newest on list_exports (at desc, export_id desc);
comment on column list_exports.at is 'Business clock';
comment on column list_exports.filters is 'What the list was narrowed to; nothing personal is in it';
comment on column list_exports.rows is 'Rows that were handed over; null: it did not begin, or the program ended in the middle';
comment on column list_exports.is_whole is 'The last row of the list was handed over';
comment on column list_exports.sealed is 'The reason in one''s own words';
comment on column list_exports.mac is 'Proves the row, its reason included';
