-- Applications, the cards they lead to, the electronic card, and the orders a bank works off.

create table applications (
  person_id uuid not null,
  application_id uuid not null,
  number text not null,
  state text not null,
  channel text not null,
  actor text not null,
  bank text not null,
  delivery text not null,
  outlet_id text,
  policy_snapshot integer not null,
  submitted_at timestamptz not null,
  due_on date,
  card_id uuid,
  sealed bytea not null,
  primary key (person_id, application_id),
  check (state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'collected', 'mailed', 'received',
                   'account-refused', 'withdrawn'))
);
comment on column applications.sealed is 'Contact of the applicant, later the card number and the tracking number';
create unique index one_running_application on applications (person_id)
  where state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed');

create table application_numbers (
  number text primary key,
  person_id uuid not null,
  application_id uuid not null
);

create table cards (
  person_id uuid not null,
  card_id uuid not null,
  generation smallint not null check (generation in (1, 2, 3)),
  bank text,
  social_security text not null check (social_security in
    ('not-enabled', 'enabled', 'temporarily-lost', 'formally-lost', 'replaced', 'cancelled', 'invalid')),
  financial text check (financial in
    ('not-activated', 'active', 'suspended', 'formally-lost', 'non-counter-suspended', 'cancelled')),
  sealed bytea not null,
  produced_at timestamptz,
  enabled_at timestamptz,
  ended_at timestamptz,
  primary key (person_id, card_id),
  constraint one_enabled_card exclude using btree (person_id with =)
    where (social_security = 'enabled') deferrable initially immediate
);
comment on constraint one_enabled_card on cards is
  'Deferrable so that it is checked when a statement ends: old card out and new card in happen in one';
comment on column cards.financial is 'Null: an old card without a financial function (R-OLD-06)';

create table card_numbers (blind bytea primary key, person_id uuid not null, card_id uuid not null);

create table electronic_cards (
  person_id uuid primary key,
  state text not null check (state in ('issued', 'linked')),
  card_id uuid,
  issued_at timestamptz not null,
  check ((state = 'linked') = (card_id is not null))
);

create table orders (
  person_id uuid not null,
  application_id uuid not null,
  bank text not null,
  state text not null check (state in ('waiting', 'acknowledged', 'withdrawn')),
  visible_at timestamptz not null,
  primary key (person_id, application_id)
);
create index orders_waiting on orders (bank, visible_at, application_id) where state = 'waiting';
comment on column orders.visible_at is 'Business clock: when the time to withdraw is over';

create table messages (
  person_id uuid not null,
  message_id uuid not null,
  kind text not null,
  at timestamptz not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  sealed bytea not null,
  primary key (person_id, message_id)
);
