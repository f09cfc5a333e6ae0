-- What the issuing bank of a card was asked to do with its account, and what it answered (R-BANK-10): one row a request.

create table bank_requests (
  person_id uuid not null,
  bank_request_id uuid not null,
  card_id uuid not null,
  bank text not null,
  kind text not null check (kind in ('suspend', 'resume', 'formal-loss', 'release-formal-loss', 'cancel', 'change-phone', 'refund')),
  matter text not null check (matter in ('account', 'phone', 'refund')),
  state text not null check (state in ('requested', 'confirmed', 'refused', 'timed-out', 'replaced')),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  rounds integer not null check (rounds between 1 and 9),
  answered_at timestamptz,
  refusal text,
  sealed bytea,
  primary key (person_id, bank_request_id),
  check ((state in ('confirmed', 'refused')) = (answered_at is not null)),
  check ((state = 'refused') = (refusal is not null)),
  constraint one_open_bank_request exclude using btree (person_id with =, card_id with =, matter with =)
    where (state in ('requested', 'timed-out')) deferrable
);
create index bank_requests_open on bank_requests (bank, asked_at, bank_request_id) where state in ('requested', 'timed-out');
create index bank_requests_due on bank_requests (due_at, bank_request_id) where state = 'requested';
create index bank_requests_latest on bank_requests (asked_at desc, bank_request_id desc);
comment on column bank_requests.matter is 'What the kind is about: of one matter of a card the last wish counts';
comment on column bank_requests.asked_at is 'Business clock, like due_at and answered_at: when it was asked first';
comment on column bank_requests.due_at is 'Until when the bank is to answer this round; afterwards it is asked again, a few times';
comment on column bank_requests.rounds is 'How often it was asked so far';
comment on column bank_requests.sealed is 'What the bank needs for it beside the card, such as the new phone; null: nothing';
comment on constraint one_open_bank_request on bank_requests is
  'Deferrable so that it is checked when the statement ends that replaces one by another';

create table bank_request_people (
  bank_request_id uuid primary key,
  person_id uuid not null
);
comment on table bank_request_people is 'Look-up: whose request this is';

-- What banks had not answered yet goes on here.
with open_requests as (
  insert into bank_requests (person_id, bank_request_id, card_id, bank, kind, matter, state, asked_at, due_at,
    rounds)
  select person_id, financial_request, card_id, bank, financial_asked, 'account', 'requested', financial_asked_at,
    financial_asked_at + interval '30 minutes', 1
  from cards where financial_request is not null and financial_answer is null and bank is not null
  returning bank_request_id, person_id
)
insert into bank_request_people (bank_request_id, person_id) select bank_request_id, person_id from open_requests;
comment on column cards.financial_request is 'Not written any more: requests are rows of bank_requests';
comment on column cards.financial_answer is 'Not written any more, like financial_asked and financial_asked_at';
