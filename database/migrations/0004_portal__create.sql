-- What the pages need: sessions, drafts, the login provider's records, outlets, policy snapshots, the demo's clock.

create table sessions (
  token_digest bytea primary key,
  person_id uuid,
  level smallint not null default 0,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_expiry on sessions (expires_at);

create table drafts (
  person_id uuid not null,
  service text not null,
  sealed bytea not null,
  saved_at timestamptz not null default now(),
  primary key (person_id, service)
);

create table oidc_records (
  provider text not null,
  model text not null,
  id text not null,
  sealed bytea not null,
  grant_id text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (provider, model, id)
);
create index oidc_records_grant on oidc_records (provider, grant_id) where grant_id is not null;
create index oidc_records_uid on oidc_records (provider, uid) where uid is not null;

create table outlets (
  outlet_id text primary key,
  kind text not null check (kind in ('district', 'street', 'bank')),
  bank text,
  district text not null,
  name text not null,
  address text not null,
  phone text,
  instant boolean not null default false,
  check ((kind = 'bank') = (bank is not null))
);
create index outlets_bank on outlets (bank, district) where bank is not null;

create table policy_snapshots (
  number integer primary key,
  digest text not null unique,
  recorded_at timestamptz not null default now(),
  content jsonb not null
);

create table business_clock (
  only boolean primary key default true check (only),
  offset_milliseconds bigint not null
);
comment on table business_clock is 'A demo''s clock: how far it runs ahead of or behind system time; empty in production';
