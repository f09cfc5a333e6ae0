-- Changes of what the core system says of a person, kept with their dates; and the day a person died.

alter table insured_records add column died_on date;

create table record_changes (
  person_id uuid not null,
  event_seq integer not null,
  fact text not null check (fact in ('name', 'id-number', 'district', 'employer', 'insured', 'groups', 'pension-banks',
                                     'retirement', 'death')),
  holds_from date not null,
  known_at timestamptz not null,
  sealed bytea not null,
  primary key (person_id, event_seq, fact)
);
comment on table record_changes is
  'One row for a fact that changed: what held before and what holds from a day on; so what was known, and what held, on any day can be told';
comment on column record_changes.event_seq is 'The event of the change in the person''s chain; also the order in which things became known';
comment on column record_changes.holds_from is 'The day the core system names, or the day of the import';
comment on column record_changes.known_at is 'Business clock';
