-- Help requests: who has difficulty asks for somebody to come, and it reaches one street or one bank (R-ELDER-02, R-ELDER-03).

create table help_requests (
  person_id uuid not null,
  help_request_id uuid not null,
  kind text not null check (kind in ('street', 'bank-visit')),
  state text not null check (state in ('requested', 'accepted', 'done', 'declined', 'withdrawn')),
  bank text,
  outlet_id text,
  wished_on date not null,
  wished_part text not null check (wished_part in ('morning', 'afternoon')),
  decline_reason text,
  policy_snapshot integer not null,
  requested_at timestamptz not null,
  application_id uuid,
  sealed bytea not null,
  primary key (person_id, help_request_id),
  check ((kind = 'street') = (outlet_id is not null)),
  check ((kind = 'bank-visit') = (bank is not null)),
  check (state <> 'declined' or decline_reason is not null),
  check (application_id is null or state = 'done')
);
create unique index one_open_help_request on help_requests (person_id) where state in ('requested', 'accepted', 'declined');
create index help_requests_of_bank on help_requests (bank, wished_on, requested_at)
  where bank is not null and state in ('requested', 'accepted');
create index help_requests_of_outlet on help_requests (outlet_id, wished_on, requested_at)
  where outlet_id is not null and state in ('requested', 'accepted');
create index help_requests_declined on help_requests (requested_at) where state = 'declined';
comment on column help_requests.requested_at is 'Business clock';
comment on column help_requests.bank is 'Whose people come; of a street none';
comment on column help_requests.decline_reason is 'A listed one; stays after the hotline has sent it elsewhere';
comment on column help_requests.sealed is 'Phone, address and note for who comes';

create table help_request_people (
  help_request_id uuid primary key,
  person_id uuid not null
);
comment on table help_request_people is 'Look-up: whose help request this is';
