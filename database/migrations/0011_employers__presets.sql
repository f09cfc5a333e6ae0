-- What an employer or school has settled for the cards of its people beforehand: the way they come, and the outlet of the account.

alter table employers
  add column preset_delivery text check (preset_delivery in ('mail', 'outlet')),
  add column preset_outlet text;
comment on column employers.preset_delivery is 'Null: everybody chooses (R-GROUP-11)';
comment on column employers.preset_outlet is
  'Outlet of one of its banks, for those who take that bank; null, or an outlet that is not there: everybody chooses';
