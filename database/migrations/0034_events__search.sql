-- The auditor's search: by staff member, by outlet, by day. What citizens do themselves costs one entry in a summary of pages.

create index events_of_staff on events (actor_id, at) where actor = 'staff';
create index events_of_outlets on events (outlet, at) where outlet is not null;
create index events_at on events using brin (at) with (pages_per_range = 32);
create index refusals_of_staff on refusals (actor_id, at) where actor = 'staff';
create index refusals_of_outlets on refusals (outlet, at) where outlet is not null;
create index refusals_at on refusals (at);
create index read_traces_of_staff on read_traces (actor_id, at) where actor = 'staff';
create index read_traces_of_outlets on read_traces (outlet, at) where outlet is not null;
create index read_traces_at on read_traces (at);
