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
  facts jsonb not null default '{}',
  previous_mac bytea not null,
  mac bytea not null,
  recorded_at timestamptz not null default now(),
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
  code text not null,
  rules text[] not null,
  policy_snapshot integer not null,
  mac bytea not null,
  primary key (person_id, refusal_id)
);

create table jobs (
  job_id uuid primary key,
  person_id uuid,
  kind text not null,
  sealed bytea not null,
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  dead boolean not null default false
);
create index jobs_due on jobs (run_at) where not dead;
comment on column jobs.run_at is 'System time: a job says what to do next, never when a deadline is';

create table command_answers (
  key_digest bytea primary key,
  person_id uuid,
  request_digest bytea not null,
  sealed bytea not null,
  answered_at timestamptz not null default now()
);
comment on table command_answers is 'Idempotency: digest of caller and key to the answer that was given';
