-- Somebody served at a counter: which originals the clerk checked once, for everything that is done there in one visit.

create table counter_sessions (
  account text not null,
  person_id uuid not null,
  outlet_id text not null,
  begun_at timestamptz not null,
  checked_at timestamptz not null,
  ended_at timestamptz,
  sealed bytea not null,
  primary key (account, person_id)
);
create index counter_sessions_by_age on counter_sessions (begun_at);
comment on column counter_sessions.begun_at is 'System clock: what was recorded since then was done in it';
comment on column counter_sessions.checked_at is 'Business clock';
comment on column counter_sessions.sealed is 'Who stands there and what they showed, bound to clerk and person';
