-- Policy rows that the bureau adds without a release: what was proposed, and what was decided about it. Nothing is changed afterwards.

create table policy_added_rows (
  number integer generated always as identity primary key,
  key uuid not null unique,
  kind text not null,
  content jsonb not null,
  supersedes text,
  effective_on date not null,
  reason text not null,
  source_document text not null,
  source_clause text not null,
  source_date date not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  unique (number, proposed_by)
);
comment on column policy_added_rows.key is 'Of the form: sent twice it is one proposal';
comment on column policy_added_rows.supersedes is 'The row in whose place this one stands';
comment on column policy_added_rows.effective_on is 'The first day that may be answered otherwise than before';
comment on column policy_added_rows.proposed_at is 'Business clock, like decided_at';

create table policy_row_decisions (
  number integer generated always as identity unique,
  row_number integer not null,
  step smallint not null,
  decision text not null,
  proposed_by text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  note text not null,
  primary key (row_number, step),
  foreign key (row_number, proposed_by) references policy_added_rows (number, proposed_by),
  constraint policy_row_decisions_once check (
    (step = 1 and decision in ('confirmed', 'refused', 'taken-back')) or (step = 2 and decision = 'taken-back')
  ),
  constraint policy_row_decisions_four_eyes check (decision = 'taken-back' or decided_by <> proposed_by)
);
comment on column policy_row_decisions.number is 'Order of the decisions, in which confirmed rows are laid upon the shipped ones';
comment on column policy_row_decisions.step is '2: a confirmed row was taken back before it was in force';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
create trigger policy_added_rows_stay before update or delete on policy_added_rows for each row execute function refuse_change();
create trigger policy_row_decisions_stay before update or delete on policy_row_decisions for each row execute function refuse_change();
