-- A bank's test orders in a sandbox: which invented people belong to whom, and what each reset was answered.

create table sandbox_resets (
  reset_id integer generated always as identity primary key,
  bank text not null,
  key_digest bytea not null unique,
  orders smallint not null check (orders between 1 and 100),
  started_at timestamptz not null,
  claimed_at timestamptz not null,
  ended_at timestamptz,
  people uuid[] not null default '{}',
  answer jsonb,
  check (answer is null or ended_at is not null)
);
comment on table sandbox_resets is 'Only in a sandbox; nothing here is of a real person';
comment on column sandbox_resets.started_at is 'System clock, as the other times: the business clock of a demo is moved';
comment on column sandbox_resets.claimed_at is 'When a process last took it up; one that stands still for minutes was left by a process that ended';
comment on column sandbox_resets.answer is 'What the same key is answered again; null: not done, or given up for a later one';
create unique index one_running_reset on sandbox_resets (bank) where ended_at is null;
create index sandbox_resets_of_bank on sandbox_resets (bank, started_at);
