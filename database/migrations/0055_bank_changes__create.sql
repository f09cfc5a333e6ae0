-- A change of bank from the card that is given back to the application at the new bank (3.3-h): one row a change.

create table bank_changes (
  person_id uuid not null,
  bank_change_id uuid not null,
  card_id uuid not null,
  from_bank text not null,
  left_at timestamptz not null,
  former_change_on date,
  application_id uuid,
  applied_at timestamptz,
  primary key (person_id, bank_change_id),
  unique (person_id, card_id),
  check ((application_id is null) = (applied_at is null))
);
comment on table bank_changes is 'Changes of the bank of a third-generation card; the bank it leads to is that of the application';
comment on column bank_changes.card_id is 'The card that was given back';
comment on column bank_changes.left_at is 'Business clock, like applied_at';
comment on column bank_changes.former_change_on is 'Day of the change before; the six months count from it as long as this change is not completed';
comment on column bank_changes.application_id is 'The newest application at the new bank; one that came to nothing leaves the change open';
