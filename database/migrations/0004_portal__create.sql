-- What the pages need: sessions, drafts, the login provider's records, outlets, policy snapshots, the demo's clock.

create table sessions (
  token_digest bytea primary key,
  person_id uuid,
  sealed bytea not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_expiry on sessions (expires_at);
create index sessions_person on sessions (person_id) where person_id is not null;
comment on table sessions is 'Instants are system time; level and name are sealed, so that nobody with the table alone can raise them';

create table drafts (
  person_id uuid not null,
  service text not null,
  sealed bytea not null,
  saved_at timestamptz not null default now(),
  primary key (person_id, service)
);

create table preferences (
  person_id uuid primary key,
  language text not null check (language in ('zh', 'en')),
  elder boolean not null
);
comment on table preferences is 'How people want their pages (language, 长辈版), so that it is the same on every device';

create table oidc_records (
  provider text not null,
  model text not null,
  id_digest bytea not null,
  sealed bytea not null,
  grant_digest bytea,
  uid_digest bytea,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (provider, model, id_digest)
);
create index oidc_records_grant on oidc_records (provider, grant_digest) where grant_digest is not null;
create index oidc_records_uid on oidc_records (provider, uid_digest) where uid_digest is not null;
create index oidc_records_expiry on oidc_records (expires_at) where expires_at is not null;
comment on table oidc_records is 'Grants, codes, tokens: an id is a secret of its bearer, so only its SM3 digest stands here';

create table failed_attempts (
  key_blind bytea primary key,
  failures integer not null,
  since timestamptz not null
);
comment on table failed_attempts is 'Lock-out: failures of an address or a partner since a moment of system time';

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
  single boolean primary key default true check (single),
  offset_milliseconds bigint not null
);
comment on table business_clock is 'A demo''s clock: how far it runs ahead of or behind system time; empty in production';
