-- 这不是我: somebody does not know of something on their record; the bureau or the auditor finds out and answers.

create table doubts (
  person_id uuid not null,
  doubt_id uuid not null,
  event_seq integer,
  trace_id uuid,
  state text not null check (state in ('open', 'explained', 'confirmed-misuse')),
  raised_at timestamptz not null,
  due_on date,
  answered_at timestamptz,
  sealed bytea not null,
  primary key (person_id, doubt_id),
  check ((event_seq is null) <> (trace_id is null)),
  check ((state = 'open') = (answered_at is null))
);
create unique index one_doubt_of_event on doubts (person_id, event_seq) where event_seq is not null;
create unique index one_doubt_of_look on doubts (person_id, trace_id) where trace_id is not null;
create index doubts_open on doubts (raised_at, doubt_id) where state = 'open';
create index doubts_answered on doubts (answered_at desc, doubt_id desc) where state <> 'open';
comment on table doubts is 'Of an event or of a look, one each';
comment on column doubts.raised_at is 'Business clock, like answered_at';
comment on column doubts.due_on is 'Last day of the answer; null while the calendar of its year is not published (G-37)';
comment on column doubts.sealed is 'Words of the person, phone for the message, and the answer';

create table doubt_people (
  doubt_id uuid primary key,
  person_id uuid not null
);
comment on table doubt_people is 'Look-up: whose doubt this is';
