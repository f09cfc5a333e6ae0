-- Every change leaves an event, every refused command a refusal, every promise for later a job, every answer its key.

create table events (
  person_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  subject text not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  outlet text,
  bank text,
  rules text[] not null,
  policy_snapshot integer not null,
  facts jsonb not null,
  previous_mac bytea not null,
  mac bytea not null,
  recorded_at timestamptz not null,
  primary key (person_id, seq)
);
comment on column events.at is 'Business clock; recorded_at is system time';
comment on column events.facts is 'Codes, states and dates only; never a personal datum';

create table refusals (
  person_id uuid not null,
  refusal_id uuid not null,
  at timestamptz not null,
  action text not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  outlet text,
  bank text,
  code text not null,
  rules text[] not null,
  policy_snapshot integer not null,
  mac bytea not null,
  primary key (person_id, refusal_id)
);
comment on table refusals is 'Commands that were refused; written without a lock, so not part of the chain of events';

create table read_traces (
  person_id uuid not null,
  trace_id uuid not null,
  at timestamptz not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  purpose text not null,
  mac bytea not null,
  primary key (person_id, trace_id)
);
comment on table read_traces is 'Who of staff or partners read a person''s record; the person can see it';

create table jobs (
  job_id uuid primary key,
  person_id uuid,
  kind text not null,
  sealed bytea not null,
  queued_at timestamptz not null default now(),
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  dead boolean not null default false
);
create index jobs_due on jobs (run_at) where not dead;
create index jobs_dead on jobs (queued_at) where dead;
comment on column jobs.run_at is 'System time: a job says what to do next, never when a deadline is. A worker that takes a job moves it ahead (lease)';
comment on column jobs.last_error is 'Kind of the error only: its message may quote what nobody may read';

create table command_answers (
  key_digest bytea primary key,
  person_id uuid not null,
  request_digest bytea not null,
  sealed bytea not null,
  answered_at timestamptz not null default now()
);
comment on table command_answers is 'Idempotency: digest of caller and key to the answer that was given';
