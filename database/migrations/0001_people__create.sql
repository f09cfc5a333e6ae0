-- People: the narrow row that every change of a person's things locks first, and what the core system says of them.

create table people (
  person_id uuid primary key,
  event_count integer not null default 0,
  event_mac bytea not null default ''
) with (fillfactor = 70);
comment on table people is 'One row a person: guard of every change and head of the chain of events';

create table employers (
  code text primary key,
  name text not null,
  kind text not null check (kind in ('employer', 'school')),
  district text not null,
  group_open_on date,
  banks text[] not null default '{}' check (cardinality(banks) <= 3)
);
comment on column employers.district is 'Where it is insured (decision G-23)';

create table insured_records (
  person_id uuid primary key,
  sealed bytea not null,
  groups text[] not null,
  insured boolean not null,
  district text not null,
  employer_code text,
  pension_banks jsonb not null default '[]',
  retired_on date,
  last_bank_change_on date,
  source_mac bytea not null,
  imported_at timestamptz not null
);
comment on column insured_records.sealed is 'Name, numbers, birth date, sex, phone: SM4-GCM, bound to table, column and person';
comment on column insured_records.pension_banks is 'Paying banks with the day each pays from; which one counts is policy';
comment on column insured_records.source_mac is 'Keyed digest of the row last imported: an equal row changes nothing';
comment on column insured_records.imported_at is 'Business clock';

-- Look-ups by another key. `blind` is an HMAC-SM3 of the value; the value itself stands nowhere in clear.
create table core_numbers (blind bytea primary key, person_id uuid not null);
create table id_numbers (blind bytea primary key, person_id uuid not null);
create table phones (blind bytea not null, person_id uuid not null, primary key (blind, person_id));
