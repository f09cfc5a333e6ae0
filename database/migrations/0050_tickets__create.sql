-- Consultations, suggestions and complaints (R-HOTLINE-01): asked, handed over between the desks, answered, closed or reopened.

create table tickets (
  person_id uuid not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('consultation', 'suggestion', 'complaint')),
  state text not null check (state in ('open', 'answered', 'closed')),
  desk text not null check (desk in ('hotline', 'bank', 'bureau')),
  bank text,
  opened_at timestamptz not null,
  due_on date,
  answered_at timestamptz,
  sealed bytea not null,
  primary key (person_id, ticket_id),
  check ((desk = 'bank') = (bank is not null)),
  check (state = 'open' or answered_at is not null)
);
create index tickets_open on tickets (opened_at, ticket_id) where state = 'open';
create index tickets_answered on tickets (answered_at desc, ticket_id desc) where state <> 'open';
comment on column tickets.desk is 'Who has to answer, and who answered last';
comment on column tickets.opened_at is 'Business clock, like answered_at';
comment on column tickets.due_on is 'Last day of the answer; null while the calendar of its year is not published (G-37)';
comment on column tickets.answered_at is 'Of the last answer; kept when the person asks again';
comment on column tickets.sealed is 'Phone for the message, and what was said on both sides';

create table ticket_people (
  ticket_id uuid primary key,
  person_id uuid not null
);
comment on table ticket_people is 'Look-up: whose ticket this is';
