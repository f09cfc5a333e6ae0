-- Answer files of banks: taken in like imports, with a result for every row.

alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check check (kind in ('people', 'employers', 'outlets', 'answers'));
alter table imports drop constraint imports_source_check;
alter table imports add constraint imports_source_check check (source in ('file', 'interface', 'bank'));
alter table imports add column bank text, add column moved_at timestamptz,
  add constraint imports_of_bank check ((source = 'bank') = (kind = 'answers') and (source = 'bank') = (bank is not null));
comment on column imports.bank is 'Whose answers these are';
comment on column imports.moved_at is 'When its last piece was done: the files of the banks take turns';

create table answer_results (
  import_id uuid not null,
  line integer not null,
  number text,
  step smallint,
  state text not null check (state in ('accepted', 'refused', 'again')),
  sealed bytea not null,
  primary key (import_id, line)
);
comment on table answer_results is 'What became of each row of an answer file';
comment on column answer_results.number is 'Null: the row names no application';
comment on column answer_results.step is 'Place of the report in the life of a card';
comment on column answer_results.state is
  'again: met a wrong state, and is tried once more when another row of its number was accepted';
create index answer_results_of_number on answer_results (import_id, number, step, line) where number is not null;
