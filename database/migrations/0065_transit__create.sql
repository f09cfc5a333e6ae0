-- The transit purse of a card (R-TRANSIT-07): its state, and the entries that explain its balance.

-- A card without a row has a purse that is not ready, with nothing in it: it is there from the issue on.
create table transit_wallets (
  person_id uuid not null,
  card_id uuid not null,
  state text not null check (state in ('ready', 'refund-pending', 'refunded')),
  suburban_rail_at timestamptz,
  refund_due_on date,
  refunded_at timestamptz,
  primary key (person_id, card_id),
  check ((state = 'ready') = (refund_due_on is null)),
  check ((state = 'refunded') = (refunded_at is not null))
);
create index transit_refunds_due on transit_wallets (refund_due_on, card_id) where state = 'refund-pending';
comment on column transit_wallets.state is 'What the purse went through itself; how it ends with its card (forfeited, closed) follows from the card';
comment on column transit_wallets.suburban_rail_at is 'Business clock, when suburban rail was opened (R-TRANSIT-04)';
comment on column transit_wallets.refund_due_on is 'Last of the two natural days in which the balance is paid back (R-TRANSIT-11)';
comment on column transit_wallets.refunded_at is 'Business clock, when the bank said that it is paid';

-- Nothing but the sum of its entries is the balance of a purse; entries are added, never changed.
create table transit_entries (
  person_id uuid not null,
  card_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in ('top-up', 'rides', 'refund')),
  amount_fen integer not null,
  happened_at timestamptz not null,
  reported_by text not null check (reported_by in ('staff', 'bank', 'operator')),
  bank text,
  payment text check (payment in ('issuing-account', 'cash', 'other-bank-card')),
  primary key (person_id, card_id, entry_id),
  check ((kind = 'top-up') = (amount_fen > 0)),
  check (amount_fen <> 0)
);
comment on column transit_entries.amount_fen is 'Hundredths of a yuan: in with a plus, out with a minus';
comment on column transit_entries.happened_at is 'Business clock; rides are told by the day, never one by one and never where';
comment on column transit_entries.bank is 'Whose outlet took it in or ordered it; null: the operator''s own';
