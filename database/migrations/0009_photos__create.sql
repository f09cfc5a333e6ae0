-- Pictures people send with an application, and the photos the core system has on file.

create table uploads (
  person_id uuid not null,
  upload_id uuid not null,
  kind text not null check (kind in ('id-front', 'id-back', 'card-photo')),
  sealed bytea not null,
  bytes integer not null,
  uploaded_at timestamptz not null,
  application_id uuid,
  delete_after timestamptz,
  primary key (person_id, upload_id),
  check (application_id is not null or delete_after is not null)
);
create unique index one_waiting_upload on uploads (person_id, kind) where application_id is null;
create index uploads_expiry on uploads (delete_after) where delete_after is not null;
comment on table uploads is 'JPEG files without metadata, SM4-GCM, bound to table, column and person';
comment on column uploads.application_id is 'null: waits for an application; at most one of each kind does';
comment on column uploads.delete_after is 'Business clock; null: as long as its application runs';

create table photos_on_file (
  person_id uuid primary key,
  sealed bytea not null,
  imported_at timestamptz not null
);
comment on table photos_on_file is 'The photo the core system has of a person; it stands on the card unless the person sends another';
