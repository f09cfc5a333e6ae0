-- Who may act for somebody: an agent on a written authorisation that an outlet recorded, or the guardian of a child (R-PROXY-01 to R-PROXY-05).

create table authorisations (
  person_id uuid not null,
  authorisation_id uuid not null,
  kind text not null check (kind in ('agent', 'guardian')),
  agent_id uuid,
  services text[] not null,
  state text not null check (state in ('in-force', 'revoked')),
  valid_from date not null,
  valid_until date not null,
  outlet_id text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  sealed bytea not null,
  primary key (person_id, authorisation_id),
  check (valid_until >= valid_from),
  check (kind = 'guardian' or cardinality(services) > 0),
  check ((state = 'in-force') = (ended_at is null))
);
create index authorisations_in_force on authorisations (person_id) where state = 'in-force';
comment on column authorisations.person_id is 'Whose things are seen to';
comment on column authorisations.agent_id is 'Who sees to them; null: nobody who can log in here';
comment on column authorisations.services is 'Of an agent; a guardian sees to all';
comment on column authorisations.recorded_at is 'Business clock, like ended_at';
comment on column authorisations.sealed is 'Name and ID number of the agent or guardian';

create table authorisation_agents (
  agent_id uuid not null,
  authorisation_id uuid not null,
  person_id uuid not null,
  primary key (agent_id, authorisation_id)
);
comment on table authorisation_agents is 'Look-up: for whom somebody may act';
