-- An application can be given to another bank (G-39), and a card that came back waits for another way (G-40).

alter table applications drop constraint applications_state_check;
alter table applications add constraint applications_state_check
  check (state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'collected', 'mailed', 'received',
                   'returned', 'account-refused', 'withdrawn'));

drop index one_running_application;
create unique index one_running_application on applications (person_id)
  where state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned');

-- Each bank keeps its own order, so that one that refused still gets the answers it got before.
alter table orders drop constraint orders_pkey;
alter table orders add constraint orders_pkey primary key (person_id, application_id, bank);
