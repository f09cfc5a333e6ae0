-- Seals over everything that is recorded, in the order of the transactions that wrote it (ADR 16).

-- What a transaction number counts as. A database that is brought back into a server whose numbers are lower gets it
-- replaced by one that adds what is missing, so that numbers only ever grow.
create function written_in_of(transaction xid8) returns bigint
  language sql stable return transaction::text::bigint;

-- Rows that are there already get the number of this migration and go into the first seal.
alter table events add column written_in bigint not null default written_in_of(pg_current_xact_id());
alter table refusals add column written_in bigint not null default written_in_of(pg_current_xact_id());
alter table read_traces add column written_in bigint not null default written_in_of(pg_current_xact_id());
comment on column events.written_in is 'The transaction that wrote the row; not part of the MAC, but of the seal';

-- Events are only ever appended, so page ranges are as good as a tree and cost a command nothing. The others are swept
-- some day and their pages used again, which a summary of ranges does not survive.
create index events_written_in on events using brin (written_in) with (pages_per_range = 32);
create index refusals_written_in on refusals (written_in);
create index read_traces_written_in on read_traces (written_in);

create table seals (
  number integer primary key check (number > 0),
  at timestamptz not null,
  first_transaction bigint not null,
  end_transaction bigint not null check (end_transaction >= first_transaction),
  parts jsonb not null,
  previous_mac bytea not null,
  mac bytea not null
);
comment on table seals is 'Digests of all rows written by the transactions from the first up to before the end; each seal names the one before';
comment on column seals.at is 'System clock';
create trigger seals_stay before update or delete on seals for each row execute function refuse_change();

create table seal_sweeps (
  number integer primary key,
  at timestamptz not null,
  mac bytea not null,
  written_in bigint not null default written_in_of(pg_current_xact_id())
);
create index seal_sweeps_written_in on seal_sweeps (written_in);
comment on table seal_sweeps is 'Seals whose refusals and read traces were kept as long as the law asks for and may be gone; sealed itself';
create trigger seal_sweeps_stay before update or delete on seal_sweeps for each row execute function refuse_change();
