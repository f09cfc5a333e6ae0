-- Staff: their sessions, where a look at a record came from and why, and the lists of the console.

create table staff_sessions (
  token_digest bytea primary key,
  account text,
  sealed bytea not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index staff_sessions_expiry on staff_sessions (expires_at);
create unique index staff_sessions_account on staff_sessions (account) where account is not null;
comment on table staff_sessions is 'Apart from those of citizens. An account works at one place at a time; role and outlet are sealed, so that nobody with the table alone can raise them';

alter table read_traces add column outlet text, add column bank text;
comment on column read_traces.outlet is 'Where staff looked';

create table read_trace_notes (
  person_id uuid not null,
  trace_id uuid not null,
  sealed bytea not null,
  primary key (person_id, trace_id)
);
comment on table read_trace_notes is 'The reason of a look in the reader''s own words; the person can see it';

create index applications_by_due_date on applications (due_on, application_id) where state in ('submitted', 'in-production');
create index applications_by_bank_and_due_date on applications (bank, due_on, application_id) where state in ('submitted', 'in-production');
create index imports_newest on imports (began_at desc, import_id desc);
