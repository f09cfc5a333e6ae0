-- The annual ticket of the parks on a card (R-PARK-01): one for each person and ticket year.

create table park_tickets (
  person_id uuid not null,
  year integer not null,
  card_id uuid not null,
  valid_from date not null,
  valid_until date not null,
  bought_at timestamptz not null,
  bank text not null,
  price_fen integer not null check (price_fen >= 0),
  primary key (person_id, year),
  check (valid_from <= valid_until)
);
comment on column park_tickets.card_id is 'The card it was loaded onto, which opens the gate of the park (G-16)';
comment on column park_tickets.valid_until is 'As the terms of its year said when it was bought';
comment on column park_tickets.bank is 'Whose outlet sold it';
