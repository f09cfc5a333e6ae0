-- Daily comparison of the books of bureau and banks: what differs is a task until a later comparison agrees.

create table differences (
  bank text not null,
  number text not null,
  kind text not null check (kind in
    ('unknown-here', 'missing-there', 'ended-here', 'behind-here', 'behind-there', 'card-number')),
  day date not null,
  sealed bytea not null,
  found_at timestamptz not null,
  closed_at timestamptz,
  primary key (bank, number)
);
comment on table differences is 'One for each application whose state or card number a bank has otherwise';
comment on column differences.day is 'Day of the books that differed last';
comment on column differences.sealed is 'What the bureau has and what the bank said';
comment on column differences.closed_at is 'Business clock: when both were found to agree; null: open';
create index differences_open on differences (bank, number) where closed_at is null;

create table reconciliations (
  bank text not null,
  day date not null,
  at timestamptz not null,
  named integer not null,
  agreed integer not null,
  primary key (bank, day)
);
comment on table reconciliations is 'The last comparison of each day: rows the bank named, and how many of them agreed';

create index events_of_banks on events (bank, at) where channel = 'bank-interface';
