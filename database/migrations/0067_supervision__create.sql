-- What a question or complaint is about, and the case that the bureau opens against a bank (R-SUPERVISE-02, R-SUPERVISE-05).

alter table tickets add column topic text;
comment on column tickets.topic is 'What it is about; null: written before this was asked';

create table supervision_cases (
  person_id uuid not null,
  ticket_id uuid not null,
  bank text not null,
  topic text not null,
  place text check (place in ('school', 'community', 'office-building', 'other')),
  state text not null check (state in ('open', 'investigated', 'closed')),
  opened_at timestamptz not null,
  finding text check (finding in ('confirmed', 'not-confirmed', 'undecided')),
  investigated_at timestamptz,
  measure text check (measure in ('none', 'talk', 'order', 'report')),
  closed_at timestamptz,
  primary key (person_id, ticket_id),
  check ((state = 'open') = (finding is null) and (finding is null) = (investigated_at is null)),
  check ((state = 'closed') = (measure is not null) and (measure is null) = (closed_at is null))
);
create index supervision_cases_opened on supervision_cases (opened_at desc, ticket_id desc);
create index supervision_cases_running on supervision_cases (opened_at, ticket_id) where state <> 'closed';
comment on table supervision_cases is 'One for each complaint about a bank; nothing personal is in it';
comment on column supervision_cases.bank is 'Whom the complaint is about';
comment on column supervision_cases.opened_at is 'Business clock, like investigated_at and closed_at';
create index tickets_opened on tickets (opened_at);
