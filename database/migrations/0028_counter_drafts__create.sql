-- What a clerk has typed for somebody at the counter and not yet submitted: it waits a day for this clerk, and for nobody else.

create table counter_drafts (
  account text not null,
  person_id uuid not null,
  sealed bytea not null,
  saved_at timestamptz not null,
  primary key (account, person_id)
);
create index counter_drafts_by_age on counter_drafts (saved_at);
comment on column counter_drafts.sealed is 'The fields, bound to clerk and person';
comment on column counter_drafts.saved_at is 'System clock';
