-- Consents: what a person, or the guardian of a child, agreed to, in which version of the text, until withdrawn.

create table consents (
  person_id uuid not null,
  kind text not null check (kind in ('sensitive-data', 'share-with-bank', 'child-under-14')),
  bank text not null default '',
  given_at timestamptz not null,
  version text not null,
  given_by text not null check (given_by in ('holder', 'guardian')),
  withdrawn_at timestamptz,
  primary key (person_id, kind, bank, given_at),
  check ((kind = 'share-with-bank') = (bank <> ''))
);
comment on table consents is 'Business clock. What was given stays on record when it is withdrawn';
comment on column consents.bank is 'With whom is shared; empty for kinds that name nobody';
