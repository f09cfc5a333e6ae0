-- Blank cards of an outlet that makes cards on the spot: what lies there, every change to it, and the counts at the end of a day.

create table card_stocks (
  outlet_id text primary key,
  bank text not null,
  on_hand integer not null check (on_hand >= 0),
  spoiled integer not null check (spoiled >= 0),
  entries integer not null
);
comment on table card_stocks is 'One row an outlet; changed only together with an entry';
comment on column card_stocks.on_hand is 'Good blanks';
comment on column card_stocks.spoiled is 'Kept until they are destroyed';

create table card_stock_entries (
  outlet_id text not null,
  seq integer not null,
  kind text not null check (kind in ('received', 'used', 'returned', 'spoiled', 'found-bad', 'destroyed', 'adjusted')),
  on_hand_change integer not null,
  spoiled_change integer not null,
  on_hand integer not null,
  spoiled integer not null,
  at timestamptz not null,
  account text not null,
  key_digest bytea not null,
  primary key (outlet_id, seq),
  unique (outlet_id, key_digest)
);
comment on column card_stock_entries.on_hand is 'Afterwards, like spoiled';
comment on column card_stock_entries.at is 'Business clock';

create table card_stock_counts (
  outlet_id text not null,
  day date not null,
  state text not null check (state in ('agrees', 'differs', 'settled')),
  on_hand integer not null,
  spoiled integer not null,
  counted_on_hand integer not null check (counted_on_hand >= 0),
  counted_spoiled integer not null check (counted_spoiled >= 0),
  counted_at timestamptz not null,
  account text not null,
  settled_at timestamptz,
  settled_by text,
  primary key (outlet_id, day),
  check ((state = 'settled') = (settled_at is not null)),
  check (settled_by <> account)
);
create index card_stock_counts_open on card_stock_counts (day) where state = 'differs';
comment on column card_stock_counts.on_hand is 'By the entries at that instant, like spoiled';
comment on column card_stock_counts.settled_by is 'Somebody else than who counted';
