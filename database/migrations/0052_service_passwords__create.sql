-- The service password of a person (R-PWD-01): its state, wrong tries in a row, and a slow salted digest, sealed.

create table service_passwords (
  person_id uuid primary key,
  state text not null check (state in ('initial', 'set', 'locked')),
  wrong_tries integer not null check (wrong_tries between 0 and 5),
  sealed bytea,
  changed_at timestamptz not null,
  check (state <> 'set' or sealed is not null),
  check (state <> 'locked' or wrong_tries = 5)
);
comment on table service_passwords is 'Without a row a person has the initial password and never mistyped it (R-PWD-03)';
comment on column service_passwords.sealed is 'Salt and scrypt digest; null: the initial password, which follows from the ID number and is kept nowhere';
comment on column service_passwords.changed_at is 'Business clock, of the state or of the count';
