-- What banks are told without having asked: one row for each callback, sent by a job and kept to be seen and sent again.

create table callbacks (
  callback_id uuid primary key,
  bank text not null,
  event text not null,
  subject text,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  last_status integer,
  last_problem text,
  last_tried_at timestamptz
);
create index callbacks_of_bank on callbacks (bank, at desc, callback_id desc);
create index callbacks_latest on callbacks (at desc, callback_id desc);
comment on column callbacks.subject is 'What the event names: number of an application or id of a file; never a person';
comment on column callbacks.at is 'Business clock: when it happened';
comment on column callbacks.last_status is 'Status of HTTP the bank answered last; null: no answer';
comment on column callbacks.last_tried_at is 'System time';

create table callback_marks (
  bank text primary key,
  told_until timestamptz not null
);
comment on table callback_marks is 'Up to which instant a bank has been told that orders wait in its feed';
