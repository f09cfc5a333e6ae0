-- An application waits for the bureau where something changed that it was decided upon (G-38).

alter table applications drop constraint applications_state_check;
alter table applications add constraint applications_state_check
  check (state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'collected', 'mailed', 'received',
                   'returned', 'account-refused', 'rejected', 'withdrawn', 'on-hold'));

alter table applications add column held_from text, add column held_for text[],
  add column released_for text[] not null default '{}', add column facts_as_of timestamptz;
alter table applications add constraint applications_held_check
  check ((state = 'on-hold') = (held_from is not null) and (state = 'on-hold') = (held_for is not null));
comment on column applications.held_from is 'State in which it was held, and to which its release leads';
comment on column applications.held_for is 'Codes of the reasons it is held for';
comment on column applications.released_for is 'Reasons the bureau let it go on with; they hold it no second time';
comment on column applications.facts_as_of is 'Business clock: what became known until then has been judged; null: until it was submitted';

drop index one_running_application;
create unique index one_running_application on applications (person_id)
  where state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold');

-- The lists of what is held, of the bureau and of one bank.
create index applications_held on applications ((coalesce(due_on, 'infinity')), application_id) where state = 'on-hold';
create index applications_held_by_bank on applications (bank, (coalesce(due_on, 'infinity')), application_id)
  where state = 'on-hold';

-- Out of the feed of its bank while the application is held.
alter table orders drop constraint orders_state_check;
alter table orders add constraint orders_state_check check (state in ('waiting', 'acknowledged', 'withdrawn', 'held'));
