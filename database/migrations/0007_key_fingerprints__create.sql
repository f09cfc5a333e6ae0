-- Which keys this database was written with, so that the keys of another one are noticed before anything is written.

create table key_fingerprints (
  use text not null check (use in ('field', 'event', 'blind')),
  key_id integer not null,
  fingerprint bytea not null,
  primary key (use, key_id)
);
comment on table key_fingerprints is 'HMAC-SM3 of a fixed text with each key in use; tells keys apart and gives none away';
