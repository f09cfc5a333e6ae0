-- A missed time limit of production is told once, however late it is found (R-PROD-01, R-PROD-04, R-PROD-05).

alter table applications add column limit_missed_on date;
comment on column applications.limit_missed_on is 'The last day that passed and was told of; another last day has not been told of';
create index applications_limit_to_tell on applications (due_on)
  where due_on is not null and limit_missed_on is distinct from due_on
    and (state in ('submitted', 'in-production') or held_from in ('submitted', 'in-production'));
