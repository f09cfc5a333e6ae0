-- An application the bureau sends back can be corrected (3.3-f), and who lets a card wait is reminded of it (G-40).

alter table applications drop constraint applications_state_check;
alter table applications add constraint applications_state_check
  check (state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'collected', 'mailed', 'received',
                   'returned', 'account-refused', 'rejected', 'withdrawn'));

alter table applications add column waiting_since timestamptz, add column remind_at timestamptz;
comment on column applications.waiting_since is 'Business clock: since when the card lies at an outlet or is back at its bank';
comment on column applications.remind_at is 'Business clock: when the person is reminded of it; null: no more';
create index applications_to_remind on applications (remind_at) where remind_at is not null;

-- Cards that wait already: few, and counted from when they began to.
update applications set waiting_since = began.at, remind_at = began.at + interval '15 days'
from (
  select person_id, subject, max(at) as at from events
  where action in ('report-ready-at-outlet', 'report-returned') group by person_id, subject
) began
where began.person_id = applications.person_id and began.subject = 'application:' || applications.application_id
  and state in ('ready-for-pickup', 'returned');
