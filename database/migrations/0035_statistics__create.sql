-- Figures of the bureau, counted from the events after they are committed (ADR 17): no command writes here.

create table statistics_runs (
  run integer primary key,
  is_shown boolean not null default false,
  end_transaction bigint not null default 0,
  as_of timestamptz,
  mark_transaction bigint,
  mark_at timestamptz,
  check ((mark_transaction is null) = (mark_at is null))
);
create unique index statistics_shown on statistics_runs (is_shown) where is_shown;
comment on table statistics_runs is 'How far the events are counted; beside the run that is shown there is another one while it is counted anew';
comment on column statistics_runs.end_transaction is 'Everything the transactions before this one wrote is counted';
comment on column statistics_runs.as_of is 'Business clock: everything committed until then is counted; null: not yet';
comment on column statistics_runs.mark_transaction is 'Once this one is counted up to, the figures are those of mark_at';
insert into statistics_runs (run, is_shown) values (1, true);

-- A row for each day and value, never for a person: what a page reads grows with the days alone.
create table statistics_counts (
  run integer not null,
  scope text not null,
  cut text not null check (cut in ('bank', 'district', 'batch', 'group')),
  measure text not null,
  day date not null,
  value text not null,
  count bigint not null,
  primary key (run, scope, cut, measure, day, value)
) with (fillfactor = 70);
comment on column statistics_counts.scope is 'city, bank:<code> or district:<code>: of whom';
comment on column statistics_counts.cut is 'By what the figures of a scope are told apart; each cut of a scope adds up to the same';
comment on column statistics_counts.day is 'In Beijing, by the business clock';
comment on column statistics_counts.value is 'Code of the bank, district, batch or group; empty: not recorded';

-- How far people come in the form: counted as they go on, by nobody's name; the pieces keep two people from waiting for each other.
create table form_steps (
  day date not null,
  step text not null,
  piece smallint not null,
  count bigint not null,
  primary key (day, step, piece)
) with (fillfactor = 70);
comment on table form_steps is 'People who answered a page of the application for the first time, by day and page';
