-- Reconciliation: the answer a key got is kept, and a difference can be closed by somebody with a reason.

create table reconciliation_answers (
  key_digest bytea primary key,
  request_digest bytea not null,
  answer jsonb not null,
  received_at timestamptz not null default now()
);
comment on table reconciliation_answers is 'What a bank was answered for a key: the same again gets the same, anything else is refused';
comment on column reconciliation_answers.answer is 'Counts and numbers of lines; nothing of anybody';
create index reconciliation_answers_of_time on reconciliation_answers (received_at);

alter table differences add column content_digest bytea, add column closed_by text;
comment on column differences.content_digest is 'Keyed, of the kind and both sides: what somebody closed stays closed while it is the same';
comment on column differences.closed_by is 'Account of whoever closed it with a reason (in sealed); null: both were found to agree, or it is open';
create index differences_closed on differences (closed_at) where closed_at is not null;
create index reconciliations_of_day on reconciliations (day);
