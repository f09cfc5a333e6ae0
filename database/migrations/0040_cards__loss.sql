-- Loss of a card: when a temporary loss ends by itself, what the card was before, and what its bank was asked to do meanwhile.

alter table cards
  add column lost_until timestamptz,
  add column lost_from text check (lost_from in ('not-enabled', 'enabled')),
  add column reissue_requested boolean not null default false,
  add column financial_request uuid,
  add column financial_asked text check (financial_asked in ('suspend', 'resume', 'formal-loss')),
  add column financial_asked_at timestamptz,
  add column financial_answer text check (financial_answer in ('done', 'failed')),
  add constraint cards_lost_until_check check ((lost_until is null) or (social_security = 'temporarily-lost')),
  add constraint cards_financial_request_check check (
    (financial_request is null) = (financial_asked is null) and (financial_request is null) = (financial_asked_at is null)
    and (financial_answer is null or financial_request is not null));
create index cards_lost_until on cards (lost_until, card_id) where lost_until is not null;
create unique index cards_financial_request on cards (financial_request) where financial_request is not null;
create index cards_asked_of_bank on cards (bank, financial_asked_at, card_id)
  where financial_request is not null and financial_answer is null;
comment on column cards.lost_until is 'Business clock: the instant at which a temporary loss ends by itself (R-LOSS-03)';
comment on column cards.lost_from is 'What the social-security function was before the loss, and is again after a release (G-09)';
comment on column cards.reissue_requested is 'From then on the card is never released (R-LOSS-15)';
comment on column cards.financial_request is 'Id of what the bank of the card was asked last about its account; a new one takes the place of one that is open';
comment on column cards.financial_answer is 'Null: the bank has not answered yet';
