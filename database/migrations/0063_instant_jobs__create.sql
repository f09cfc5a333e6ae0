-- A card made on the spot, stage by stage: where it stands, which blank it took, and every try with its outcome.

create table instant_jobs (
  person_id uuid not null,
  job_id uuid not null,
  outlet_id text not null,
  bank text not null,
  number text not null,
  state text not null check (state in ('checked', 'account-open', 'photo-confirmed', 'personalised', 'printed', 'verified',
    'handed-over', 'done', 'abandoned')),
  attempt integer not null check (attempt >= 0),
  blank text not null check (blank in ('none', 'taken', 'used')),
  steps integer not null,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  sealed bytea not null,
  primary key (person_id, job_id),
  check (state not in ('personalised', 'printed') or blank = 'taken'),
  check (state not in ('verified', 'handed-over', 'done') or blank = 'used')
);
create unique index one_instant_job on instant_jobs (person_id) where state not in ('done', 'abandoned');
create index instant_jobs_open on instant_jobs (outlet_id, begun_at) where state not in ('done', 'abandoned');
comment on column instant_jobs.attempt is 'Blanks it took so far';
comment on column instant_jobs.blank is 'Of this attempt: none taken yet, taken by the writer, or now somebody''s card';
comment on column instant_jobs.changed_at is 'Business clock, like begun_at';
comment on column instant_jobs.sealed is 'Card number, last four of the account, and what the chip says of itself';

create table instant_steps (
  person_id uuid not null,
  job_id uuid not null,
  seq integer not null,
  stage text not null,
  code text,
  attempt integer not null,
  at timestamptz not null,
  account text not null,
  primary key (person_id, job_id, seq)
);
comment on column instant_steps.code is 'Why it failed; null: it is done';
