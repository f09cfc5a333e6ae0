-- Imports of files: how far each is, which rows went back, and what an interface took in until it is imported.

create table imports (
  import_id uuid primary key,
  kind text not null check (kind in ('people', 'employers', 'outlets')),
  source text not null check (source in ('file', 'interface')),
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  digest bytea not null,
  size bigint not null,
  client text,
  key_digest bytea unique,
  at timestamptz not null,
  line integer not null default 0,
  read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  began_at timestamptz not null default now(),
  ended_at timestamptz
) with (fillfactor = 70);
create unique index imports_of_file on imports (kind, digest) where source = 'file';
create index imports_open on imports (began_at) where state in ('waiting', 'running');
comment on column imports.digest is 'SM3 of the content: the same file goes on behind the last committed line';
comment on column imports.key_digest is 'Caller and Idempotency-Key of the interface';
comment on column imports.at is 'Business clock of the whole import, also when it was interrupted';
comment on column imports.line is 'Last line that is committed';

create table import_rejections (
  import_id uuid not null,
  line integer not null,
  field text not null,
  code text not null,
  primary key (import_id, line, field, code)
);
comment on table import_rejections is 'Rows that went back: line, field and reason, never a value';

create table import_chunks (
  import_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  received_at timestamptz not null default now(),
  primary key (import_id, seq)
);
comment on table import_chunks is 'What the interface took in, sealed, deleted when it is imported';
