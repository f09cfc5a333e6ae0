-- Correction of a mistaken act: one of staff proposes it, another confirms or declines; what it changes are new events.

create table corrections (
  person_id uuid not null,
  correction_id uuid not null,
  card_id uuid not null,
  event_seq integer not null,
  act text not null check (act in ('enable-card', 'cancel-card', 'report-handed-over')),
  state text not null check (state in ('proposed', 'confirmed', 'declined')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  sealed bytea not null,
  primary key (person_id, correction_id),
  check ((state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint four_eyes check (decided_by <> proposed_by)
);
create unique index one_open_correction on corrections (person_id) where state = 'proposed';
create index corrections_open on corrections (proposed_at, correction_id) where state = 'proposed';
create index corrections_decided on corrections (decided_at desc, correction_id desc) where state <> 'proposed';
comment on column corrections.event_seq is 'The act, by its number in the chain of the person';
comment on column corrections.proposed_at is 'Business clock, like decided_at';
comment on column corrections.sealed is 'Reason and note, in the words of staff';

create table correction_people (
  correction_id uuid primary key,
  person_id uuid not null
);
comment on table correction_people is 'Look-up: whose correction this is';
