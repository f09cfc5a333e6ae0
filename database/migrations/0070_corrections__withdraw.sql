-- Whoever proposed a correction may take the proposal back while nobody has decided; nobody else's word is needed for it.

alter table corrections drop constraint corrections_state_check;
alter table corrections add constraint corrections_state_check
  check (state in ('proposed', 'confirmed', 'declined', 'withdrawn'));
alter table corrections drop constraint four_eyes;
alter table corrections add constraint four_eyes check ((decided_by = proposed_by) = (state = 'withdrawn'));
