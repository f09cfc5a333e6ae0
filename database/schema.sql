-- What all migrations together make; written by scripts/schema.ts, never by hand.

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION public.written_in_of(transaction xid8)
 RETURNS bigint
 LANGUAGE sql
 STABLE
RETURN ((transaction)::text)::bigint;

create table answer_results (
  import_id uuid not null,
  line integer not null,
  number text,
  step smallint,
  state text not null,
  sealed bytea not null,
  constraint answer_results_state_check CHECK (state = ANY (ARRAY['accepted'::text, 'refused'::text, 'again'::text])),
  constraint answer_results_pkey PRIMARY KEY (import_id, line)
);
CREATE INDEX answer_results_of_number ON public.answer_results USING btree (import_id, number, step, line) WHERE (number IS NOT NULL);
comment on table answer_results is 'What became of each row of an answer file';
comment on column answer_results.number is 'Null: the row names no application';
comment on column answer_results.step is 'Place of the report in the life of a card';
comment on column answer_results.state is 'again: met a wrong state, and is tried once more when another row of its number was accepted';

create table application_numbers (
  number text not null,
  person_id uuid not null,
  application_id uuid not null,
  constraint application_numbers_pkey PRIMARY KEY (number)
);

create table applications (
  person_id uuid not null,
  application_id uuid not null,
  number text not null,
  state text not null,
  channel text not null,
  actor text not null,
  bank text not null,
  delivery text not null,
  outlet_id text,
  policy_snapshot integer not null,
  submitted_at timestamp with time zone not null,
  due_on date,
  card_id uuid,
  sealed bytea not null,
  waiting_since timestamp with time zone,
  remind_at timestamp with time zone,
  held_from text,
  held_for text[],
  released_for text[] not null default '{}'::text[],
  facts_as_of timestamp with time zone,
  limit_missed_on date,
  service text not null default 'apply'::text,
  reason text,
  replaces uuid,
  constraint applications_changed_check CHECK ((service = 'exchange-changed'::text) = (reason IS NOT NULL)),
  constraint applications_held_check CHECK ((state = 'on-hold'::text) = (held_from IS NOT NULL) AND (state = 'on-hold'::text) = (held_for IS NOT NULL)),
  constraint applications_reason_check CHECK (reason = ANY (ARRAY['name'::text, 'id-number'::text, 'mark'::text])),
  constraint applications_replacement_check CHECK ((service = 'apply'::text) = (replaces IS NULL)),
  constraint applications_service_check CHECK (service = ANY (ARRAY['apply'::text, 'reissue'::text, 'exchange-damaged'::text, 'exchange-changed'::text])),
  constraint applications_state_check CHECK (state = ANY (ARRAY['submitted'::text, 'in-production'::text, 'produced'::text, 'ready-for-pickup'::text, 'collected'::text, 'mailed'::text, 'received'::text, 'returned'::text, 'account-refused'::text, 'rejected'::text, 'withdrawn'::text, 'on-hold'::text])),
  constraint applications_pkey PRIMARY KEY (person_id, application_id)
);
CREATE INDEX applications_by_bank_and_due_date ON public.applications USING btree (bank, due_on, application_id) WHERE (state = ANY (ARRAY['submitted'::text, 'in-production'::text]));
CREATE INDEX applications_by_bank_and_state ON public.applications USING btree (bank, state, COALESCE(due_on, 'infinity'::date), application_id) WHERE (state = ANY (ARRAY['in-production'::text, 'produced'::text, 'ready-for-pickup'::text, 'mailed'::text, 'returned'::text, 'account-refused'::text, 'rejected'::text]));
CREATE INDEX applications_by_due_date ON public.applications USING btree (due_on, application_id) WHERE (state = ANY (ARRAY['submitted'::text, 'in-production'::text]));
CREATE INDEX applications_by_state ON public.applications USING btree (state, COALESCE(due_on, 'infinity'::date), application_id) WHERE (state = ANY (ARRAY['in-production'::text, 'produced'::text, 'ready-for-pickup'::text, 'mailed'::text, 'returned'::text, 'account-refused'::text, 'rejected'::text]));
CREATE INDEX applications_held ON public.applications USING btree (COALESCE(due_on, 'infinity'::date), application_id) WHERE (state = 'on-hold'::text);
CREATE INDEX applications_held_by_bank ON public.applications USING btree (bank, COALESCE(due_on, 'infinity'::date), application_id) WHERE (state = 'on-hold'::text);
CREATE INDEX applications_limit_to_tell ON public.applications USING btree (due_on) WHERE ((due_on IS NOT NULL) AND (limit_missed_on IS DISTINCT FROM due_on) AND ((state = ANY (ARRAY['submitted'::text, 'in-production'::text])) OR (held_from = ANY (ARRAY['submitted'::text, 'in-production'::text]))));
CREATE INDEX applications_to_remind ON public.applications USING btree (remind_at) WHERE (remind_at IS NOT NULL);
CREATE INDEX applications_undated ON public.applications USING btree (application_id) WHERE ((due_on IS NULL) AND (state = ANY (ARRAY['submitted'::text, 'in-production'::text])));
CREATE UNIQUE INDEX one_running_application ON public.applications USING btree (person_id) WHERE (state = ANY (ARRAY['submitted'::text, 'in-production'::text, 'produced'::text, 'ready-for-pickup'::text, 'mailed'::text, 'returned'::text, 'on-hold'::text]));
comment on column applications.sealed is 'Contact of the applicant, later the card number and the tracking number';
comment on column applications.waiting_since is 'Business clock: since when the card lies at an outlet or is back at its bank';
comment on column applications.remind_at is 'Business clock: when the person is reminded of it; null: no more';
comment on column applications.held_from is 'State in which it was held, and to which its release leads';
comment on column applications.held_for is 'Codes of the reasons it is held for';
comment on column applications.released_for is 'Reasons the bureau let it go on with; they hold it no second time';
comment on column applications.facts_as_of is 'Business clock: what became known until then has been judged; null: until it was submitted';
comment on column applications.limit_missed_on is 'The last day that passed and was told of; another last day has not been told of';
comment on column applications.replaces is 'The card that ends when the new one is enabled; a lost one when the new one is made (G-13)';

create table authorisation_agents (
  agent_id uuid not null,
  authorisation_id uuid not null,
  person_id uuid not null,
  constraint authorisation_agents_pkey PRIMARY KEY (agent_id, authorisation_id)
);
comment on table authorisation_agents is 'Look-up: for whom somebody may act';

create table authorisations (
  person_id uuid not null,
  authorisation_id uuid not null,
  kind text not null,
  agent_id uuid,
  services text[] not null,
  state text not null,
  valid_from date not null,
  valid_until date not null,
  outlet_id text not null,
  recorded_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  sealed bytea not null,
  constraint authorisations_check CHECK (valid_until >= valid_from),
  constraint authorisations_check1 CHECK (kind = 'guardian'::text OR cardinality(services) > 0),
  constraint authorisations_check2 CHECK ((state = 'in-force'::text) = (ended_at IS NULL)),
  constraint authorisations_kind_check CHECK (kind = ANY (ARRAY['agent'::text, 'guardian'::text])),
  constraint authorisations_state_check CHECK (state = ANY (ARRAY['in-force'::text, 'revoked'::text])),
  constraint authorisations_pkey PRIMARY KEY (person_id, authorisation_id)
);
CREATE INDEX authorisations_in_force ON public.authorisations USING btree (person_id) WHERE (state = 'in-force'::text);
comment on column authorisations.person_id is 'Whose things are seen to';
comment on column authorisations.agent_id is 'Who sees to them; null: nobody who can log in here';
comment on column authorisations.services is 'Of an agent; a guardian sees to all';
comment on column authorisations.recorded_at is 'Business clock, like ended_at';
comment on column authorisations.sealed is 'Name and ID number of the agent or guardian';

create table bank_changes (
  person_id uuid not null,
  bank_change_id uuid not null,
  card_id uuid not null,
  from_bank text not null,
  left_at timestamp with time zone not null,
  former_change_on date,
  application_id uuid,
  applied_at timestamp with time zone,
  constraint bank_changes_check CHECK ((application_id IS NULL) = (applied_at IS NULL)),
  constraint bank_changes_pkey PRIMARY KEY (person_id, bank_change_id),
  constraint bank_changes_person_id_card_id_key UNIQUE (person_id, card_id)
);
comment on table bank_changes is 'Changes of the bank of a third-generation card; the bank it leads to is that of the application';
comment on column bank_changes.card_id is 'The card that was given back';
comment on column bank_changes.left_at is 'Business clock, like applied_at';
comment on column bank_changes.former_change_on is 'Day of the change before; the six months count from it as long as this change is not completed';
comment on column bank_changes.application_id is 'The newest application at the new bank; one that came to nothing leaves the change open';

create table bank_request_people (
  bank_request_id uuid not null,
  person_id uuid not null,
  constraint bank_request_people_pkey PRIMARY KEY (bank_request_id)
);
comment on table bank_request_people is 'Look-up: whose request this is';

create table bank_requests (
  person_id uuid not null,
  bank_request_id uuid not null,
  card_id uuid not null,
  bank text not null,
  kind text not null,
  matter text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  rounds integer not null,
  answered_at timestamp with time zone,
  refusal text,
  sealed bytea,
  constraint bank_requests_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'refused'::text])) = (answered_at IS NOT NULL)),
  constraint bank_requests_check1 CHECK ((state = 'refused'::text) = (refusal IS NOT NULL)),
  constraint bank_requests_kind_check CHECK (kind = ANY (ARRAY['suspend'::text, 'resume'::text, 'formal-loss'::text, 'release-formal-loss'::text, 'cancel'::text, 'change-phone'::text, 'refund'::text])),
  constraint bank_requests_matter_check CHECK (matter = ANY (ARRAY['account'::text, 'phone'::text, 'refund'::text])),
  constraint bank_requests_rounds_check CHECK (rounds >= 1 AND rounds <= 9),
  constraint bank_requests_state_check CHECK (state = ANY (ARRAY['requested'::text, 'confirmed'::text, 'refused'::text, 'timed-out'::text, 'replaced'::text])),
  constraint bank_requests_pkey PRIMARY KEY (person_id, bank_request_id),
  constraint one_open_bank_request EXCLUDE USING btree (person_id WITH =, card_id WITH =, matter WITH =) WHERE (state = ANY (ARRAY['requested'::text, 'timed-out'::text])) DEFERRABLE
);
CREATE INDEX bank_requests_due ON public.bank_requests USING btree (due_at, bank_request_id) WHERE (state = 'requested'::text);
CREATE INDEX bank_requests_latest ON public.bank_requests USING btree (asked_at DESC, bank_request_id DESC);
CREATE INDEX bank_requests_open ON public.bank_requests USING btree (bank, asked_at, bank_request_id) WHERE (state = ANY (ARRAY['requested'::text, 'timed-out'::text]));
comment on column bank_requests.matter is 'What the kind is about: of one matter of a card the last wish counts';
comment on column bank_requests.asked_at is 'Business clock, like due_at and answered_at: when it was asked first';
comment on column bank_requests.due_at is 'Until when the bank is to answer this round; afterwards it is asked again, a few times';
comment on column bank_requests.rounds is 'How often it was asked so far';
comment on column bank_requests.sealed is 'What the bank needs for it beside the card, such as the new phone; null: nothing';
comment on constraint one_open_bank_request on bank_requests is 'Deferrable so that it is checked when the statement ends that replaces one by another';

create table business_clock (
  single boolean not null default true,
  offset_milliseconds bigint not null,
  constraint business_clock_single_check CHECK (single),
  constraint business_clock_pkey PRIMARY KEY (single)
);
comment on table business_clock is 'A demo''s clock: how far it runs ahead of or behind system time; empty in production';

create table callback_marks (
  bank text not null,
  told_until timestamp with time zone not null,
  constraint callback_marks_pkey PRIMARY KEY (bank)
);
comment on table callback_marks is 'Up to which instant a bank has been told that orders wait in its feed';

create table callbacks (
  callback_id uuid not null,
  bank text not null,
  event text not null,
  subject text,
  at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_status integer,
  last_problem text,
  last_tried_at timestamp with time zone,
  constraint callbacks_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text])),
  constraint callbacks_pkey PRIMARY KEY (callback_id)
);
CREATE INDEX callbacks_latest ON public.callbacks USING btree (at DESC, callback_id DESC);
CREATE INDEX callbacks_of_bank ON public.callbacks USING btree (bank, at DESC, callback_id DESC);
comment on column callbacks.subject is 'What the event names: number of an application or id of a file; never a person';
comment on column callbacks.at is 'Business clock: when it happened';
comment on column callbacks.last_status is 'Status of HTTP the bank answered last; null: no answer';
comment on column callbacks.last_tried_at is 'System time';

create table card_numbers (
  blind bytea not null,
  person_id uuid not null,
  card_id uuid not null,
  constraint card_numbers_pkey PRIMARY KEY (blind)
);

create table card_stock_counts (
  outlet_id text not null,
  day date not null,
  state text not null,
  on_hand integer not null,
  spoiled integer not null,
  counted_on_hand integer not null,
  counted_spoiled integer not null,
  counted_at timestamp with time zone not null,
  account text not null,
  settled_at timestamp with time zone,
  settled_by text,
  constraint card_stock_counts_check CHECK ((state = 'settled'::text) = (settled_at IS NOT NULL)),
  constraint card_stock_counts_check1 CHECK (settled_by <> account),
  constraint card_stock_counts_counted_on_hand_check CHECK (counted_on_hand >= 0),
  constraint card_stock_counts_counted_spoiled_check CHECK (counted_spoiled >= 0),
  constraint card_stock_counts_state_check CHECK (state = ANY (ARRAY['agrees'::text, 'differs'::text, 'settled'::text])),
  constraint card_stock_counts_pkey PRIMARY KEY (outlet_id, day)
);
CREATE INDEX card_stock_counts_open ON public.card_stock_counts USING btree (day) WHERE (state = 'differs'::text);
comment on column card_stock_counts.on_hand is 'By the entries at that instant, like spoiled';
comment on column card_stock_counts.settled_by is 'Somebody else than who counted';

create table card_stock_entries (
  outlet_id text not null,
  seq integer not null,
  kind text not null,
  on_hand_change integer not null,
  spoiled_change integer not null,
  on_hand integer not null,
  spoiled integer not null,
  at timestamp with time zone not null,
  account text not null,
  key_digest bytea not null,
  constraint card_stock_entries_kind_check CHECK (kind = ANY (ARRAY['received'::text, 'used'::text, 'returned'::text, 'spoiled'::text, 'found-bad'::text, 'destroyed'::text, 'adjusted'::text])),
  constraint card_stock_entries_pkey PRIMARY KEY (outlet_id, seq),
  constraint card_stock_entries_outlet_id_key_digest_key UNIQUE (outlet_id, key_digest)
);
comment on column card_stock_entries.on_hand is 'Afterwards, like spoiled';
comment on column card_stock_entries.at is 'Business clock';

create table card_stocks (
  outlet_id text not null,
  bank text not null,
  on_hand integer not null,
  spoiled integer not null,
  entries integer not null,
  constraint card_stocks_on_hand_check CHECK (on_hand >= 0),
  constraint card_stocks_spoiled_check CHECK (spoiled >= 0),
  constraint card_stocks_pkey PRIMARY KEY (outlet_id)
);
comment on table card_stocks is 'One row an outlet; changed only together with an entry';
comment on column card_stocks.on_hand is 'Good blanks';
comment on column card_stocks.spoiled is 'Kept until they are destroyed';

create table cards (
  person_id uuid not null,
  card_id uuid not null,
  generation smallint not null,
  bank text,
  social_security text not null,
  financial text,
  sealed bytea not null,
  produced_at timestamp with time zone,
  enabled_at timestamp with time zone,
  ended_at timestamp with time zone,
  lost_until timestamp with time zone,
  lost_from text,
  reissue_requested boolean not null default false,
  financial_request uuid,
  financial_asked text,
  financial_asked_at timestamp with time zone,
  financial_answer text,
  constraint cards_financial_answer_check CHECK (financial_answer = ANY (ARRAY['done'::text, 'failed'::text])),
  constraint cards_financial_asked_check CHECK (financial_asked = ANY (ARRAY['suspend'::text, 'resume'::text, 'formal-loss'::text])),
  constraint cards_financial_check CHECK (financial = ANY (ARRAY['not-activated'::text, 'active'::text, 'suspended'::text, 'formally-lost'::text, 'non-counter-suspended'::text, 'cancelled'::text])),
  constraint cards_financial_request_check CHECK ((financial_request IS NULL) = (financial_asked IS NULL) AND (financial_request IS NULL) = (financial_asked_at IS NULL) AND (financial_answer IS NULL OR financial_request IS NOT NULL)),
  constraint cards_generation_check CHECK (generation = ANY (ARRAY[1, 2, 3])),
  constraint cards_lost_from_check CHECK (lost_from = ANY (ARRAY['not-enabled'::text, 'enabled'::text])),
  constraint cards_lost_until_check CHECK (lost_until IS NULL OR social_security = 'temporarily-lost'::text),
  constraint cards_social_security_check CHECK (social_security = ANY (ARRAY['not-enabled'::text, 'enabled'::text, 'temporarily-lost'::text, 'formally-lost'::text, 'replaced'::text, 'cancelled'::text, 'invalid'::text])),
  constraint cards_pkey PRIMARY KEY (person_id, card_id),
  constraint one_enabled_card EXCLUDE USING btree (person_id WITH =) WHERE (social_security = 'enabled'::text) DEFERRABLE
);
CREATE INDEX cards_asked_of_bank ON public.cards USING btree (bank, financial_asked_at, card_id) WHERE ((financial_request IS NOT NULL) AND (financial_answer IS NULL));
CREATE UNIQUE INDEX cards_financial_request ON public.cards USING btree (financial_request) WHERE (financial_request IS NOT NULL);
CREATE INDEX cards_lost_until ON public.cards USING btree (lost_until, card_id) WHERE (lost_until IS NOT NULL);
comment on column cards.financial is 'Null: an old card without a financial function (R-OLD-06)';
comment on column cards.lost_until is 'Business clock: the instant at which a temporary loss ends by itself (R-LOSS-03)';
comment on column cards.lost_from is 'What the social-security function was before the loss, and is again after a release (G-09)';
comment on column cards.reissue_requested is 'From then on the card is never released (R-LOSS-15)';
comment on column cards.financial_request is 'Not written any more: requests are rows of bank_requests';
comment on column cards.financial_answer is 'Not written any more, like financial_asked and financial_asked_at';
comment on constraint one_enabled_card on cards is 'Deferrable so that it is checked when a statement ends: old card out and new card in happen in one';

create table command_answers (
  key_digest bytea not null,
  person_id uuid not null,
  request_digest bytea not null,
  sealed bytea not null,
  answered_at timestamp with time zone not null default now(),
  constraint command_answers_pkey PRIMARY KEY (key_digest)
);
comment on table command_answers is 'Idempotency: digest of caller and key to the answer that was given';

create table consents (
  person_id uuid not null,
  kind text not null,
  bank text not null default ''::text,
  given_at timestamp with time zone not null,
  version text not null,
  given_by text not null,
  withdrawn_at timestamp with time zone,
  constraint consents_check CHECK ((kind = 'share-with-bank'::text) = (bank <> ''::text)),
  constraint consents_given_by_check CHECK (given_by = ANY (ARRAY['holder'::text, 'guardian'::text])),
  constraint consents_kind_check CHECK (kind = ANY (ARRAY['sensitive-data'::text, 'share-with-bank'::text, 'child-under-14'::text])),
  constraint consents_pkey PRIMARY KEY (person_id, kind, bank, given_at)
);
comment on table consents is 'Business clock. What was given stays on record when it is withdrawn';
comment on column consents.bank is 'With whom is shared; empty for kinds that name nobody';

create table core_numbers (
  blind bytea not null,
  person_id uuid not null,
  constraint core_numbers_pkey PRIMARY KEY (blind)
);

create table correction_people (
  correction_id uuid not null,
  person_id uuid not null,
  constraint correction_people_pkey PRIMARY KEY (correction_id)
);
comment on table correction_people is 'Look-up: whose correction this is';

create table corrections (
  person_id uuid not null,
  correction_id uuid not null,
  card_id uuid not null,
  event_seq integer not null,
  act text not null,
  state text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  sealed bytea not null,
  constraint corrections_act_check CHECK (act = ANY (ARRAY['enable-card'::text, 'cancel-card'::text, 'report-handed-over'::text])),
  constraint corrections_check CHECK ((state = 'proposed'::text) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  constraint corrections_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text, 'withdrawn'::text])),
  constraint four_eyes CHECK ((decided_by = proposed_by) = (state = 'withdrawn'::text)),
  constraint corrections_pkey PRIMARY KEY (person_id, correction_id)
);
CREATE INDEX corrections_decided ON public.corrections USING btree (decided_at DESC, correction_id DESC) WHERE (state <> 'proposed'::text);
CREATE INDEX corrections_open ON public.corrections USING btree (proposed_at, correction_id) WHERE (state = 'proposed'::text);
CREATE UNIQUE INDEX one_open_correction ON public.corrections USING btree (person_id) WHERE (state = 'proposed'::text);
comment on column corrections.event_seq is 'The act, by its number in the chain of the person';
comment on column corrections.proposed_at is 'Business clock, like decided_at';
comment on column corrections.sealed is 'Reason and note, in the words of staff';

create table counter_drafts (
  account text not null,
  person_id uuid not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null,
  constraint counter_drafts_pkey PRIMARY KEY (account, person_id)
);
CREATE INDEX counter_drafts_by_age ON public.counter_drafts USING btree (saved_at);
comment on column counter_drafts.sealed is 'The fields, bound to clerk and person';
comment on column counter_drafts.saved_at is 'System clock';

create table counter_sessions (
  account text not null,
  person_id uuid not null,
  outlet_id text not null,
  begun_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  sealed bytea not null,
  constraint counter_sessions_pkey PRIMARY KEY (account, person_id)
);
CREATE INDEX counter_sessions_by_age ON public.counter_sessions USING btree (begun_at);
comment on column counter_sessions.begun_at is 'System clock: what was recorded since then was done in it';
comment on column counter_sessions.checked_at is 'Business clock';
comment on column counter_sessions.sealed is 'Who stands there and what they showed, bound to clerk and person';

create table differences (
  bank text not null,
  number text not null,
  kind text not null,
  day date not null,
  sealed bytea not null,
  found_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  content_digest bytea,
  closed_by text,
  constraint differences_kind_check CHECK (kind = ANY (ARRAY['unknown-here'::text, 'missing-there'::text, 'ended-here'::text, 'behind-here'::text, 'behind-there'::text, 'card-number'::text])),
  constraint differences_pkey PRIMARY KEY (bank, number)
);
CREATE INDEX differences_closed ON public.differences USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX differences_open ON public.differences USING btree (bank, number) WHERE (closed_at IS NULL);
comment on table differences is 'One for each application whose state or card number a bank has otherwise';
comment on column differences.day is 'Day of the books that differed last';
comment on column differences.sealed is 'What the bureau has and what the bank said';
comment on column differences.closed_at is 'Business clock: when both were found to agree; null: open';
comment on column differences.content_digest is 'Keyed, of the kind and both sides: what somebody closed stays closed while it is the same';
comment on column differences.closed_by is 'Account of whoever closed it with a reason (in sealed); null: both were found to agree, or it is open';

create table doubt_people (
  doubt_id uuid not null,
  person_id uuid not null,
  constraint doubt_people_pkey PRIMARY KEY (doubt_id)
);
comment on table doubt_people is 'Look-up: whose doubt this is';

create table doubts (
  person_id uuid not null,
  doubt_id uuid not null,
  event_seq integer,
  trace_id uuid,
  state text not null,
  raised_at timestamp with time zone not null,
  due_on date,
  answered_at timestamp with time zone,
  sealed bytea not null,
  constraint doubts_check CHECK ((event_seq IS NULL) <> (trace_id IS NULL)),
  constraint doubts_check1 CHECK ((state = 'open'::text) = (answered_at IS NULL)),
  constraint doubts_state_check CHECK (state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed-misuse'::text])),
  constraint doubts_pkey PRIMARY KEY (person_id, doubt_id)
);
CREATE INDEX doubts_answered ON public.doubts USING btree (answered_at DESC, doubt_id DESC) WHERE (state <> 'open'::text);
CREATE INDEX doubts_open ON public.doubts USING btree (raised_at, doubt_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX one_doubt_of_event ON public.doubts USING btree (person_id, event_seq) WHERE (event_seq IS NOT NULL);
CREATE UNIQUE INDEX one_doubt_of_look ON public.doubts USING btree (person_id, trace_id) WHERE (trace_id IS NOT NULL);
comment on table doubts is 'Of an event or of a look, one each';
comment on column doubts.raised_at is 'Business clock, like answered_at';
comment on column doubts.due_on is 'Last day of the answer; null while the calendar of its year is not published (G-37)';
comment on column doubts.sealed is 'Words of the person, phone for the message, and the answer';

create table drafts (
  person_id uuid not null,
  service text not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null default now(),
  constraint drafts_pkey PRIMARY KEY (person_id, service)
);

create table electronic_cards (
  person_id uuid not null,
  state text not null,
  card_id uuid,
  issued_at timestamp with time zone not null,
  constraint electronic_cards_check CHECK ((state = 'linked'::text) = (card_id IS NOT NULL)),
  constraint electronic_cards_state_check CHECK (state = ANY (ARRAY['issued'::text, 'linked'::text])),
  constraint electronic_cards_pkey PRIMARY KEY (person_id)
);

create table employers (
  code text not null,
  name text not null,
  kind text not null,
  district text not null,
  group_open_on date,
  banks text[] not null default '{}'::text[],
  preset_delivery text,
  preset_outlet text,
  constraint employers_banks_check CHECK (cardinality(banks) <= 3),
  constraint employers_kind_check CHECK (kind = ANY (ARRAY['employer'::text, 'school'::text])),
  constraint employers_preset_delivery_check CHECK (preset_delivery = ANY (ARRAY['mail'::text, 'outlet'::text])),
  constraint employers_pkey PRIMARY KEY (code)
);
comment on column employers.district is 'Where it is insured (decision G-23)';
comment on column employers.preset_delivery is 'Null: everybody chooses (R-GROUP-11)';
comment on column employers.preset_outlet is 'Outlet of one of its banks, for those who take that bank; null, or an outlet that is not there: everybody chooses';

create table events (
  person_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  action text not null,
  subject text not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  outlet text,
  bank text,
  rules text[] not null,
  policy_snapshot integer not null,
  facts jsonb not null,
  previous_mac bytea not null,
  mac bytea not null,
  recorded_at timestamp with time zone not null,
  written_in bigint not null default written_in_of(pg_current_xact_id()),
  constraint events_pkey PRIMARY KEY (person_id, seq)
);
CREATE INDEX events_at ON public.events USING brin (at) WITH (pages_per_range='32');
CREATE INDEX events_of_banks ON public.events USING btree (bank, at) WHERE (channel = 'bank-interface'::text);
CREATE INDEX events_of_outlets ON public.events USING btree (outlet, at) WHERE (outlet IS NOT NULL);
CREATE INDEX events_of_staff ON public.events USING btree (actor_id, at) WHERE (actor = 'staff'::text);
CREATE INDEX events_written_in ON public.events USING brin (written_in) WITH (pages_per_range='32');
comment on column events.at is 'Business clock; recorded_at is system time';
comment on column events.facts is 'Codes, states and dates only; never a personal datum';
comment on column events.written_in is 'The transaction that wrote the row; not part of the MAC, but of the seal';

create table failed_attempts (
  key_blind bytea not null,
  failures integer not null,
  since timestamp with time zone not null,
  constraint failed_attempts_pkey PRIMARY KEY (key_blind)
);
comment on table failed_attempts is 'Lock-out: failures of an address or a partner since a moment of system time';

create table form_steps (
  day date not null,
  step text not null,
  piece smallint not null,
  count bigint not null,
  constraint form_steps_pkey PRIMARY KEY (day, step, piece)
) with (fillfactor=70);
comment on table form_steps is 'People who answered a page of the application for the first time, by day and page';

create table help_request_people (
  help_request_id uuid not null,
  person_id uuid not null,
  constraint help_request_people_pkey PRIMARY KEY (help_request_id)
);
comment on table help_request_people is 'Look-up: whose help request this is';

create table help_requests (
  person_id uuid not null,
  help_request_id uuid not null,
  kind text not null,
  state text not null,
  bank text,
  outlet_id text,
  wished_on date not null,
  wished_part text not null,
  decline_reason text,
  policy_snapshot integer not null,
  requested_at timestamp with time zone not null,
  application_id uuid,
  sealed bytea not null,
  constraint help_requests_check CHECK ((kind = 'street'::text) = (outlet_id IS NOT NULL)),
  constraint help_requests_check1 CHECK ((kind = 'bank-visit'::text) = (bank IS NOT NULL)),
  constraint help_requests_check2 CHECK (state <> 'declined'::text OR decline_reason IS NOT NULL),
  constraint help_requests_check3 CHECK (application_id IS NULL OR state = 'done'::text),
  constraint help_requests_kind_check CHECK (kind = ANY (ARRAY['street'::text, 'bank-visit'::text])),
  constraint help_requests_state_check CHECK (state = ANY (ARRAY['requested'::text, 'accepted'::text, 'done'::text, 'declined'::text, 'withdrawn'::text])),
  constraint help_requests_wished_part_check CHECK (wished_part = ANY (ARRAY['morning'::text, 'afternoon'::text])),
  constraint help_requests_pkey PRIMARY KEY (person_id, help_request_id)
);
CREATE INDEX help_requests_declined ON public.help_requests USING btree (requested_at) WHERE (state = 'declined'::text);
CREATE INDEX help_requests_of_bank ON public.help_requests USING btree (bank, wished_on, requested_at) WHERE ((bank IS NOT NULL) AND (state = ANY (ARRAY['requested'::text, 'accepted'::text])));
CREATE INDEX help_requests_of_outlet ON public.help_requests USING btree (outlet_id, wished_on, requested_at) WHERE ((outlet_id IS NOT NULL) AND (state = ANY (ARRAY['requested'::text, 'accepted'::text])));
CREATE UNIQUE INDEX one_open_help_request ON public.help_requests USING btree (person_id) WHERE (state = ANY (ARRAY['requested'::text, 'accepted'::text, 'declined'::text]));
comment on column help_requests.bank is 'Whose people come; of a street none';
comment on column help_requests.decline_reason is 'A listed one; stays after the hotline has sent it elsewhere';
comment on column help_requests.requested_at is 'Business clock';
comment on column help_requests.sealed is 'Phone, address and note for who comes';

create table id_numbers (
  blind bytea not null,
  person_id uuid not null,
  constraint id_numbers_pkey PRIMARY KEY (blind)
);

create table import_chunks (
  import_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  received_at timestamp with time zone not null default now(),
  constraint import_chunks_pkey PRIMARY KEY (import_id, seq)
);
comment on table import_chunks is 'What the interface took in, sealed, deleted when it is imported';

create table import_rejections (
  import_id uuid not null,
  line integer not null,
  field text not null,
  code text not null,
  constraint import_rejections_pkey PRIMARY KEY (import_id, line, field, code)
);
comment on table import_rejections is 'Rows that went back: line, field and reason, never a value';

create table imports (
  import_id uuid not null,
  kind text not null,
  source text not null,
  state text not null,
  digest bytea not null,
  size bigint not null,
  client text,
  key_digest bytea,
  at timestamp with time zone not null,
  line integer not null default 0,
  read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  began_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  bank text,
  moved_at timestamp with time zone,
  constraint imports_kind_check CHECK (kind = ANY (ARRAY['people'::text, 'employers'::text, 'outlets'::text, 'answers'::text])),
  constraint imports_of_bank CHECK ((source = 'bank'::text) = (kind = 'answers'::text) AND (source = 'bank'::text) = (bank IS NOT NULL)),
  constraint imports_source_check CHECK (source = ANY (ARRAY['file'::text, 'interface'::text, 'bank'::text])),
  constraint imports_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])),
  constraint imports_pkey PRIMARY KEY (import_id),
  constraint imports_key_digest_key UNIQUE (key_digest)
) with (fillfactor=70);
CREATE INDEX imports_newest ON public.imports USING btree (began_at DESC, import_id DESC);
CREATE UNIQUE INDEX imports_of_file ON public.imports USING btree (kind, digest) WHERE (source = 'file'::text);
CREATE INDEX imports_open ON public.imports USING btree (began_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
comment on column imports.digest is 'SM3 of the content: the same file goes on behind the last committed line';
comment on column imports.key_digest is 'Caller and Idempotency-Key of the interface';
comment on column imports.at is 'Business clock of the whole import, also when it was interrupted';
comment on column imports.line is 'Last line that is committed';
comment on column imports.bank is 'Whose answers these are';
comment on column imports.moved_at is 'When its last piece was done: the files of the banks take turns';

create table instant_jobs (
  person_id uuid not null,
  job_id uuid not null,
  outlet_id text not null,
  bank text not null,
  number text not null,
  state text not null,
  attempt integer not null,
  blank text not null,
  steps integer not null,
  begun_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  sealed bytea not null,
  constraint instant_jobs_attempt_check CHECK (attempt >= 0),
  constraint instant_jobs_blank_check CHECK (blank = ANY (ARRAY['none'::text, 'taken'::text, 'used'::text])),
  constraint instant_jobs_check CHECK ((state <> ALL (ARRAY['personalised'::text, 'printed'::text])) OR blank = 'taken'::text),
  constraint instant_jobs_check1 CHECK ((state <> ALL (ARRAY['verified'::text, 'handed-over'::text, 'done'::text])) OR blank = 'used'::text),
  constraint instant_jobs_state_check CHECK (state = ANY (ARRAY['checked'::text, 'account-open'::text, 'photo-confirmed'::text, 'personalised'::text, 'printed'::text, 'verified'::text, 'handed-over'::text, 'done'::text, 'abandoned'::text])),
  constraint instant_jobs_pkey PRIMARY KEY (person_id, job_id)
);
CREATE INDEX instant_jobs_open ON public.instant_jobs USING btree (outlet_id, begun_at) WHERE (state <> ALL (ARRAY['done'::text, 'abandoned'::text]));
CREATE UNIQUE INDEX one_instant_job ON public.instant_jobs USING btree (person_id) WHERE (state <> ALL (ARRAY['done'::text, 'abandoned'::text]));
comment on column instant_jobs.attempt is 'Blanks it took so far';
comment on column instant_jobs.blank is 'Of this attempt: none taken yet, taken by the writer, or now somebody''s card';
comment on column instant_jobs.changed_at is 'Business clock, like begun_at';
comment on column instant_jobs.sealed is 'Card number, last four of the account, and what the chip says of itself';

create table instant_steps (
  person_id uuid not null,
  job_id uuid not null,
  seq integer not null,
  stage text not null,
  code text,
  attempt integer not null,
  at timestamp with time zone not null,
  account text not null,
  constraint instant_steps_pkey PRIMARY KEY (person_id, job_id, seq)
);
comment on column instant_steps.code is 'Why it failed; null: it is done';

create table insured_records (
  person_id uuid not null,
  sealed bytea not null,
  groups text[] not null,
  insured boolean not null,
  district text not null,
  employer_code text,
  pension_banks jsonb not null default '[]'::jsonb,
  retired_on date,
  last_bank_change_on date,
  source_mac bytea not null,
  imported_at timestamp with time zone not null,
  died_on date,
  constraint insured_records_pkey PRIMARY KEY (person_id)
);
comment on column insured_records.sealed is 'Name, numbers, birth date, sex, phone: SM4-GCM, bound to table, column and person';
comment on column insured_records.pension_banks is 'Paying banks with the day each pays from; which one counts is policy';
comment on column insured_records.source_mac is 'Keyed digest of the row last imported: an equal row changes nothing';
comment on column insured_records.imported_at is 'Business clock';

create table jobs (
  job_id uuid not null,
  person_id uuid,
  kind text not null,
  sealed bytea not null,
  queued_at timestamp with time zone not null default now(),
  run_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  last_error text,
  dead boolean not null default false,
  constraint jobs_pkey PRIMARY KEY (job_id)
);
CREATE INDEX jobs_dead ON public.jobs USING btree (queued_at) WHERE dead;
CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (NOT dead);
comment on column jobs.run_at is 'System time: a job says what to do next, never when a deadline is. A worker that takes a job moves it ahead (lease)';
comment on column jobs.last_error is 'Kind of the error only: its message may quote what nobody may read';

create table key_fingerprints (
  use text not null,
  key_id integer not null,
  fingerprint bytea not null,
  constraint key_fingerprints_use_check CHECK (use = ANY (ARRAY['field'::text, 'event'::text, 'blind'::text])),
  constraint key_fingerprints_pkey PRIMARY KEY (use, key_id)
);
comment on table key_fingerprints is 'HMAC-SM3 of a fixed text with each key in use; tells keys apart and gives none away';

create table list_exports (
  export_id uuid not null,
  at timestamp with time zone not null,
  account text not null,
  role text not null,
  bank text,
  outlet text,
  list text not null,
  filters jsonb not null,
  format text not null,
  rows integer,
  is_whole boolean not null default false,
  sealed bytea not null,
  mac bytea not null,
  constraint list_exports_check CHECK (rows IS NOT NULL OR NOT is_whole),
  constraint list_exports_format_check CHECK (format = ANY (ARRAY['csv'::text, 'xlsx'::text])),
  constraint list_exports_pkey PRIMARY KEY (export_id)
);
CREATE INDEX list_exports_newest ON public.list_exports USING btree (at DESC, export_id DESC);
comment on column list_exports.at is 'Business clock';
comment on column list_exports.filters is 'What the list was narrowed to; nothing personal is in it';
comment on column list_exports.rows is 'Rows that were handed over; null: it did not begin, or the program ended in the middle';
comment on column list_exports.is_whole is 'The last row of the list was handed over';
comment on column list_exports.sealed is 'The reason in one''s own words';
comment on column list_exports.mac is 'Proves the row, its reason included';

create table messages (
  person_id uuid not null,
  message_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  state text not null,
  sealed bytea not null,
  constraint messages_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])),
  constraint messages_pkey PRIMARY KEY (person_id, message_id)
);

create table migrations (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

create table oidc_records (
  provider text not null,
  model text not null,
  id_digest bytea not null,
  sealed bytea not null,
  grant_digest bytea,
  uid_digest bytea,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint oidc_records_pkey PRIMARY KEY (provider, model, id_digest)
);
CREATE INDEX oidc_records_expiry ON public.oidc_records USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX oidc_records_grant ON public.oidc_records USING btree (provider, grant_digest) WHERE (grant_digest IS NOT NULL);
CREATE INDEX oidc_records_uid ON public.oidc_records USING btree (provider, uid_digest) WHERE (uid_digest IS NOT NULL);
comment on table oidc_records is 'Grants, codes, tokens: an id is a secret of its bearer, so only its SM3 digest stands here';

create table orders (
  person_id uuid not null,
  application_id uuid not null,
  bank text not null,
  state text not null,
  visible_at timestamp with time zone not null,
  constraint orders_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'acknowledged'::text, 'withdrawn'::text, 'held'::text])),
  constraint orders_pkey PRIMARY KEY (person_id, application_id, bank)
);
CREATE INDEX orders_by_day ON public.orders USING btree (bank, visible_at);
CREATE INDEX orders_waiting ON public.orders USING btree (bank, visible_at, application_id) WHERE (state = 'waiting'::text);
comment on column orders.visible_at is 'Business clock: when the time to withdraw is over';

create table outlets (
  outlet_id text not null,
  kind text not null,
  bank text,
  district text not null,
  name text not null,
  address text not null,
  phone text,
  instant boolean not null default false,
  latitude double precision,
  longitude double precision,
  constraint outlets_check CHECK ((kind = 'bank'::text) = (bank IS NOT NULL)),
  constraint outlets_kind_check CHECK (kind = ANY (ARRAY['district'::text, 'street'::text, 'bank'::text])),
  constraint outlets_latitude_check CHECK (latitude >= '-90'::integer::double precision AND latitude <= 90::double precision),
  constraint outlets_longitude_check CHECK (longitude >= '-180'::integer::double precision AND longitude <= 180::double precision),
  constraint outlets_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
  constraint outlets_pkey PRIMARY KEY (outlet_id)
);
CREATE INDEX outlets_bank ON public.outlets USING btree (bank, district) WHERE (bank IS NOT NULL);
comment on column outlets.latitude is 'Degrees, WGS 84, as browsers give them';

create table park_tickets (
  person_id uuid not null,
  year integer not null,
  card_id uuid not null,
  valid_from date not null,
  valid_until date not null,
  bought_at timestamp with time zone not null,
  bank text not null,
  price_fen integer not null,
  constraint park_tickets_check CHECK (valid_from <= valid_until),
  constraint park_tickets_price_fen_check CHECK (price_fen >= 0),
  constraint park_tickets_pkey PRIMARY KEY (person_id, year)
);
comment on column park_tickets.card_id is 'The card it was loaded onto, which opens the gate of the park (G-16)';
comment on column park_tickets.valid_until is 'As the terms of its year said when it was bought';
comment on column park_tickets.bank is 'Whose outlet sold it';

create table people (
  person_id uuid not null,
  event_count integer not null default 0,
  event_mac bytea not null default '\x'::bytea,
  constraint people_pkey PRIMARY KEY (person_id)
) with (fillfactor=70);
comment on table people is 'One row a person: guard of every change and head of the chain of events';

create table phones (
  blind bytea not null,
  person_id uuid not null,
  constraint phones_pkey PRIMARY KEY (blind, person_id)
);

create table photos_on_file (
  person_id uuid not null,
  sealed bytea not null,
  imported_at timestamp with time zone not null,
  constraint photos_on_file_pkey PRIMARY KEY (person_id)
);
comment on table photos_on_file is 'The photo the core system has of a person; it stands on the card unless the person sends another';

create table policy_added_rows (
  number integer not null,
  key uuid not null,
  kind text not null,
  content jsonb not null,
  supersedes text,
  effective_on date not null,
  reason text not null,
  source_document text not null,
  source_clause text not null,
  source_date date not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  constraint policy_added_rows_pkey PRIMARY KEY (number),
  constraint policy_added_rows_key_key UNIQUE (key),
  constraint policy_added_rows_number_proposed_by_key UNIQUE (number, proposed_by)
);
CREATE TRIGGER policy_added_rows_stay BEFORE DELETE OR UPDATE ON policy_added_rows FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on column policy_added_rows.key is 'Of the form: sent twice it is one proposal';
comment on column policy_added_rows.supersedes is 'The row in whose place this one stands';
comment on column policy_added_rows.effective_on is 'The first day that may be answered otherwise than before';
comment on column policy_added_rows.proposed_at is 'Business clock, like decided_at';

create table policy_row_decisions (
  number integer not null,
  row_number integer not null,
  step smallint not null,
  decision text not null,
  proposed_by text not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  note text not null,
  constraint policy_row_decisions_four_eyes CHECK (decision = 'taken-back'::text OR decided_by <> proposed_by),
  constraint policy_row_decisions_once CHECK (step = 1 AND (decision = ANY (ARRAY['confirmed'::text, 'refused'::text, 'taken-back'::text])) OR step = 2 AND decision = 'taken-back'::text),
  constraint policy_row_decisions_row_number_proposed_by_fkey FOREIGN KEY (row_number, proposed_by) REFERENCES policy_added_rows(number, proposed_by),
  constraint policy_row_decisions_pkey PRIMARY KEY (row_number, step),
  constraint policy_row_decisions_number_key UNIQUE (number)
);
CREATE TRIGGER policy_row_decisions_stay BEFORE DELETE OR UPDATE ON policy_row_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on column policy_row_decisions.number is 'Order of the decisions, in which confirmed rows are laid upon the shipped ones';
comment on column policy_row_decisions.step is '2: a confirmed row was taken back before it was in force';

create table policy_snapshots (
  number integer not null,
  digest text not null,
  recorded_at timestamp with time zone not null default now(),
  content jsonb not null,
  constraint policy_snapshots_pkey PRIMARY KEY (number),
  constraint policy_snapshots_digest_key UNIQUE (digest)
);

create table preferences (
  person_id uuid not null,
  language text not null,
  elder boolean not null,
  constraint preferences_language_check CHECK (language = ANY (ARRAY['zh'::text, 'en'::text])),
  constraint preferences_pkey PRIMARY KEY (person_id)
);
comment on table preferences is 'How people want their pages (language, 长辈版), so that it is the same on every device';

create table read_trace_notes (
  person_id uuid not null,
  trace_id uuid not null,
  sealed bytea not null,
  constraint read_trace_notes_pkey PRIMARY KEY (person_id, trace_id)
);
comment on table read_trace_notes is 'The reason of a look in the reader''s own words; the person can see it';

create table read_traces (
  person_id uuid not null,
  trace_id uuid not null,
  at timestamp with time zone not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  purpose text not null,
  mac bytea not null,
  outlet text,
  bank text,
  written_in bigint not null default written_in_of(pg_current_xact_id()),
  constraint read_traces_pkey PRIMARY KEY (person_id, trace_id)
);
CREATE INDEX read_traces_at ON public.read_traces USING btree (at);
CREATE INDEX read_traces_of_outlets ON public.read_traces USING btree (outlet, at) WHERE (outlet IS NOT NULL);
CREATE INDEX read_traces_of_staff ON public.read_traces USING btree (actor_id, at) WHERE (actor = 'staff'::text);
CREATE INDEX read_traces_written_in ON public.read_traces USING btree (written_in);
comment on table read_traces is 'Who of staff or partners read a person''s record; the person can see it';
comment on column read_traces.outlet is 'Where staff looked';

create table reconciliation_answers (
  key_digest bytea not null,
  request_digest bytea not null,
  answer jsonb not null,
  received_at timestamp with time zone not null default now(),
  constraint reconciliation_answers_pkey PRIMARY KEY (key_digest)
);
CREATE INDEX reconciliation_answers_of_time ON public.reconciliation_answers USING btree (received_at);
comment on table reconciliation_answers is 'What a bank was answered for a key: the same again gets the same, anything else is refused';
comment on column reconciliation_answers.answer is 'Counts and numbers of lines; nothing of anybody';

create table reconciliations (
  bank text not null,
  day date not null,
  at timestamp with time zone not null,
  named integer not null,
  agreed integer not null,
  constraint reconciliations_pkey PRIMARY KEY (bank, day)
);
CREATE INDEX reconciliations_of_day ON public.reconciliations USING btree (day);
comment on table reconciliations is 'The last comparison of each day: rows the bank named, and how many of them agreed';

create table record_changes (
  person_id uuid not null,
  event_seq integer not null,
  fact text not null,
  holds_from date not null,
  known_at timestamp with time zone not null,
  sealed bytea not null,
  constraint record_changes_fact_check CHECK (fact = ANY (ARRAY['name'::text, 'id-number'::text, 'district'::text, 'employer'::text, 'insured'::text, 'groups'::text, 'pension-banks'::text, 'retirement'::text, 'death'::text, 'phone'::text, 'address'::text, 'occupation'::text])),
  constraint record_changes_pkey PRIMARY KEY (person_id, event_seq, fact)
);
comment on table record_changes is 'One row for a fact that changed: what held before and what holds from a day on; so what was known, and what held, on any day can be told';
comment on column record_changes.event_seq is 'The event of the change in the person''s chain; also the order in which things became known';
comment on column record_changes.holds_from is 'The day the core system names, or the day of the import';
comment on column record_changes.known_at is 'Business clock';

create table refusals (
  person_id uuid not null,
  refusal_id uuid not null,
  at timestamp with time zone not null,
  action text not null,
  actor text not null,
  actor_id text not null,
  channel text not null,
  outlet text,
  bank text,
  code text not null,
  rules text[] not null,
  policy_snapshot integer not null,
  mac bytea not null,
  written_in bigint not null default written_in_of(pg_current_xact_id()),
  constraint refusals_pkey PRIMARY KEY (person_id, refusal_id)
);
CREATE INDEX refusals_at ON public.refusals USING btree (at);
CREATE INDEX refusals_of_outlets ON public.refusals USING btree (outlet, at) WHERE (outlet IS NOT NULL);
CREATE INDEX refusals_of_staff ON public.refusals USING btree (actor_id, at) WHERE (actor = 'staff'::text);
CREATE INDEX refusals_written_in ON public.refusals USING btree (written_in);
comment on table refusals is 'Commands that were refused; written without a lock, so not part of the chain of events';

create table sandbox_resets (
  reset_id integer not null,
  bank text not null,
  key_digest bytea not null,
  orders smallint not null,
  started_at timestamp with time zone not null,
  claimed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  people uuid[] not null default '{}'::uuid[],
  answer jsonb,
  constraint sandbox_resets_check CHECK (answer IS NULL OR ended_at IS NOT NULL),
  constraint sandbox_resets_orders_check CHECK (orders >= 1 AND orders <= 100),
  constraint sandbox_resets_pkey PRIMARY KEY (reset_id),
  constraint sandbox_resets_key_digest_key UNIQUE (key_digest)
);
CREATE UNIQUE INDEX one_running_reset ON public.sandbox_resets USING btree (bank) WHERE (ended_at IS NULL);
CREATE INDEX sandbox_resets_of_bank ON public.sandbox_resets USING btree (bank, started_at);
comment on table sandbox_resets is 'Only in a sandbox; nothing here is of a real person';
comment on column sandbox_resets.started_at is 'System clock, as the other times: the business clock of a demo is moved';
comment on column sandbox_resets.claimed_at is 'When a process last took it up; one that stands still for minutes was left by a process that ended';
comment on column sandbox_resets.answer is 'What the same key is answered again; null: not done, or given up for a later one';

create table seal_sweeps (
  number integer not null,
  at timestamp with time zone not null,
  mac bytea not null,
  written_in bigint not null default written_in_of(pg_current_xact_id()),
  constraint seal_sweeps_pkey PRIMARY KEY (number)
);
CREATE INDEX seal_sweeps_written_in ON public.seal_sweeps USING btree (written_in);
CREATE TRIGGER seal_sweeps_stay BEFORE DELETE OR UPDATE ON seal_sweeps FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table seal_sweeps is 'Seals whose refusals and read traces were kept as long as the law asks for and may be gone; sealed itself';

create table seals (
  number integer not null,
  at timestamp with time zone not null,
  first_transaction bigint not null,
  end_transaction bigint not null,
  parts jsonb not null,
  previous_mac bytea not null,
  mac bytea not null,
  constraint seals_check CHECK (end_transaction >= first_transaction),
  constraint seals_number_check CHECK (number > 0),
  constraint seals_pkey PRIMARY KEY (number)
);
CREATE TRIGGER seals_stay BEFORE DELETE OR UPDATE ON seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
comment on table seals is 'Digests of all rows written by the transactions from the first up to before the end; each seal names the one before';
comment on column seals.at is 'System clock';

create table service_passwords (
  person_id uuid not null,
  state text not null,
  wrong_tries integer not null,
  sealed bytea,
  changed_at timestamp with time zone not null,
  constraint service_passwords_check CHECK (state <> 'set'::text OR sealed IS NOT NULL),
  constraint service_passwords_check1 CHECK (state <> 'locked'::text OR wrong_tries = 5),
  constraint service_passwords_state_check CHECK (state = ANY (ARRAY['initial'::text, 'set'::text, 'locked'::text])),
  constraint service_passwords_wrong_tries_check CHECK (wrong_tries >= 0 AND wrong_tries <= 5),
  constraint service_passwords_pkey PRIMARY KEY (person_id)
);
comment on table service_passwords is 'Without a row a person has the initial password and never mistyped it (R-PWD-03)';
comment on column service_passwords.sealed is 'Salt and scrypt digest; null: the initial password, which follows from the ID number and is kept nowhere';
comment on column service_passwords.changed_at is 'Business clock, of the state or of the count';

create table sessions (
  token_digest bytea not null,
  person_id uuid,
  sealed bytea not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (token_digest)
);
CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_person ON public.sessions USING btree (person_id) WHERE (person_id IS NOT NULL);
comment on table sessions is 'Instants are system time; level and name are sealed, so that nobody with the table alone can raise them';

create table staff_sessions (
  token_digest bytea not null,
  account text,
  sealed bytea not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint staff_sessions_pkey PRIMARY KEY (token_digest)
);
CREATE UNIQUE INDEX staff_sessions_account ON public.staff_sessions USING btree (account) WHERE (account IS NOT NULL);
CREATE INDEX staff_sessions_expiry ON public.staff_sessions USING btree (expires_at);
comment on table staff_sessions is 'Apart from those of citizens. An account works at one place at a time; role and outlet are sealed, so that nobody with the table alone can raise them';

create table statistics_counts (
  run integer not null,
  scope text not null,
  cut text not null,
  measure text not null,
  day date not null,
  value text not null,
  count bigint not null,
  constraint statistics_counts_cut_check CHECK (cut = ANY (ARRAY['bank'::text, 'district'::text, 'batch'::text, 'group'::text])),
  constraint statistics_counts_pkey PRIMARY KEY (run, scope, cut, measure, day, value)
) with (fillfactor=70);
comment on column statistics_counts.scope is 'city, bank:<code> or district:<code>: of whom';
comment on column statistics_counts.cut is 'By what the figures of a scope are told apart; each cut of a scope adds up to the same';
comment on column statistics_counts.day is 'In Beijing, by the business clock';
comment on column statistics_counts.value is 'Code of the bank, district, batch or group; empty: not recorded';

create table statistics_runs (
  run integer not null,
  is_shown boolean not null default false,
  end_transaction bigint not null default 0,
  as_of timestamp with time zone,
  mark_transaction bigint,
  mark_at timestamp with time zone,
  constraint statistics_runs_check CHECK ((mark_transaction IS NULL) = (mark_at IS NULL)),
  constraint statistics_runs_pkey PRIMARY KEY (run)
);
CREATE UNIQUE INDEX statistics_shown ON public.statistics_runs USING btree (is_shown) WHERE is_shown;
comment on table statistics_runs is 'How far the events are counted; beside the run that is shown there is another one while it is counted anew';
comment on column statistics_runs.end_transaction is 'Everything the transactions before this one wrote is counted';
comment on column statistics_runs.as_of is 'Business clock: everything committed until then is counted; null: not yet';
comment on column statistics_runs.mark_transaction is 'Once this one is counted up to, the figures are those of mark_at';

create table supervision_cases (
  person_id uuid not null,
  ticket_id uuid not null,
  bank text not null,
  topic text not null,
  place text,
  state text not null,
  opened_at timestamp with time zone not null,
  finding text,
  investigated_at timestamp with time zone,
  measure text,
  closed_at timestamp with time zone,
  constraint supervision_cases_check CHECK ((state = 'open'::text) = (finding IS NULL) AND (finding IS NULL) = (investigated_at IS NULL)),
  constraint supervision_cases_check1 CHECK ((state = 'closed'::text) = (measure IS NOT NULL) AND (measure IS NULL) = (closed_at IS NULL)),
  constraint supervision_cases_finding_check CHECK (finding = ANY (ARRAY['confirmed'::text, 'not-confirmed'::text, 'undecided'::text])),
  constraint supervision_cases_measure_check CHECK (measure = ANY (ARRAY['none'::text, 'talk'::text, 'order'::text, 'report'::text])),
  constraint supervision_cases_place_check CHECK (place = ANY (ARRAY['school'::text, 'community'::text, 'office-building'::text, 'other'::text])),
  constraint supervision_cases_state_check CHECK (state = ANY (ARRAY['open'::text, 'investigated'::text, 'closed'::text])),
  constraint supervision_cases_pkey PRIMARY KEY (person_id, ticket_id)
);
CREATE INDEX supervision_cases_opened ON public.supervision_cases USING btree (opened_at DESC, ticket_id DESC);
CREATE INDEX supervision_cases_running ON public.supervision_cases USING btree (opened_at, ticket_id) WHERE (state <> 'closed'::text);
comment on table supervision_cases is 'One for each complaint about a bank; nothing personal is in it';
comment on column supervision_cases.bank is 'Whom the complaint is about';
comment on column supervision_cases.opened_at is 'Business clock, like investigated_at and closed_at';

create table ticket_people (
  ticket_id uuid not null,
  person_id uuid not null,
  constraint ticket_people_pkey PRIMARY KEY (ticket_id)
);
comment on table ticket_people is 'Look-up: whose ticket this is';

create table tickets (
  person_id uuid not null,
  ticket_id uuid not null,
  kind text not null,
  state text not null,
  desk text not null,
  bank text,
  opened_at timestamp with time zone not null,
  due_on date,
  answered_at timestamp with time zone,
  sealed bytea not null,
  topic text,
  constraint tickets_check CHECK ((desk = 'bank'::text) = (bank IS NOT NULL)),
  constraint tickets_check1 CHECK (state = 'open'::text OR answered_at IS NOT NULL),
  constraint tickets_desk_check CHECK (desk = ANY (ARRAY['hotline'::text, 'bank'::text, 'bureau'::text])),
  constraint tickets_kind_check CHECK (kind = ANY (ARRAY['consultation'::text, 'suggestion'::text, 'complaint'::text])),
  constraint tickets_state_check CHECK (state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text])),
  constraint tickets_pkey PRIMARY KEY (person_id, ticket_id)
);
CREATE INDEX tickets_answered ON public.tickets USING btree (answered_at DESC, ticket_id DESC) WHERE (state <> 'open'::text);
CREATE INDEX tickets_open ON public.tickets USING btree (opened_at, ticket_id) WHERE (state = 'open'::text);
CREATE INDEX tickets_opened ON public.tickets USING btree (opened_at);
comment on column tickets.desk is 'Who has to answer, and who answered last';
comment on column tickets.opened_at is 'Business clock, like answered_at';
comment on column tickets.due_on is 'Last day of the answer; null while the calendar of its year is not published (G-37)';
comment on column tickets.answered_at is 'Of the last answer; kept when the person asks again';
comment on column tickets.sealed is 'Phone for the message, and what was said on both sides';
comment on column tickets.topic is 'What it is about; null: written before this was asked';

create table transit_entries (
  person_id uuid not null,
  card_id uuid not null,
  entry_id uuid not null,
  kind text not null,
  amount_fen integer not null,
  happened_at timestamp with time zone not null,
  reported_by text not null,
  bank text,
  payment text,
  constraint transit_entries_amount_fen_check CHECK (amount_fen <> 0),
  constraint transit_entries_check CHECK ((kind = 'top-up'::text) = (amount_fen > 0)),
  constraint transit_entries_kind_check CHECK (kind = ANY (ARRAY['top-up'::text, 'rides'::text, 'refund'::text])),
  constraint transit_entries_payment_check CHECK (payment = ANY (ARRAY['issuing-account'::text, 'cash'::text, 'other-bank-card'::text])),
  constraint transit_entries_reported_by_check CHECK (reported_by = ANY (ARRAY['staff'::text, 'bank'::text, 'operator'::text])),
  constraint transit_entries_pkey PRIMARY KEY (person_id, card_id, entry_id)
);
comment on column transit_entries.amount_fen is 'Hundredths of a yuan: in with a plus, out with a minus';
comment on column transit_entries.happened_at is 'Business clock; rides are told by the day, never one by one and never where';
comment on column transit_entries.bank is 'Whose outlet took it in or ordered it; null: the operator''s own';

create table transit_wallets (
  person_id uuid not null,
  card_id uuid not null,
  state text not null,
  suburban_rail_at timestamp with time zone,
  refund_due_on date,
  refunded_at timestamp with time zone,
  constraint transit_wallets_check CHECK ((state = 'ready'::text) = (refund_due_on IS NULL)),
  constraint transit_wallets_check1 CHECK ((state = 'refunded'::text) = (refunded_at IS NOT NULL)),
  constraint transit_wallets_state_check CHECK (state = ANY (ARRAY['ready'::text, 'refund-pending'::text, 'refunded'::text])),
  constraint transit_wallets_pkey PRIMARY KEY (person_id, card_id)
);
CREATE INDEX transit_refunds_due ON public.transit_wallets USING btree (refund_due_on, card_id) WHERE (state = 'refund-pending'::text);
comment on column transit_wallets.state is 'What the purse went through itself; how it ends with its card (forfeited, closed) follows from the card';
comment on column transit_wallets.suburban_rail_at is 'Business clock, when suburban rail was opened (R-TRANSIT-04)';
comment on column transit_wallets.refund_due_on is 'Last of the two natural days in which the balance is paid back (R-TRANSIT-11)';
comment on column transit_wallets.refunded_at is 'Business clock, when the bank said that it is paid';

create table uploads (
  person_id uuid not null,
  upload_id uuid not null,
  kind text not null,
  sealed bytea not null,
  bytes integer not null,
  uploaded_at timestamp with time zone not null,
  application_id uuid,
  delete_after timestamp with time zone,
  constraint uploads_check CHECK (application_id IS NOT NULL OR delete_after IS NOT NULL),
  constraint uploads_kind_check CHECK (kind = ANY (ARRAY['id-front'::text, 'id-back'::text, 'card-photo'::text])),
  constraint uploads_pkey PRIMARY KEY (person_id, upload_id)
);
CREATE UNIQUE INDEX one_waiting_upload ON public.uploads USING btree (person_id, kind) WHERE (application_id IS NULL);
CREATE INDEX uploads_expiry ON public.uploads USING btree (delete_after) WHERE (delete_after IS NOT NULL);
comment on table uploads is 'JPEG files without metadata, SM4-GCM, bound to table, column and person';
comment on column uploads.application_id is 'null: waits for an application; at most one of each kind does';
comment on column uploads.delete_after is 'Business clock; null: as long as its application runs';
