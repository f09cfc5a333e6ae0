-- The lists of the console: applications by their state, whose they are, and those without a last day.

-- Not for what was only submitted: those are found by their last day, and a submission has no more indexes to write than before.
create index applications_by_state on applications (state, (coalesce(due_on, 'infinity')), application_id)
  where state in ('in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'account-refused', 'rejected');
create index applications_by_bank_and_state on applications (bank, state, (coalesce(due_on, 'infinity')), application_id)
  where state in ('in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'account-refused', 'rejected');
-- While the calendar of a year is not published nobody knows their last day (G-37); somebody has to see them nevertheless.
create index applications_undated on applications (application_id)
  where due_on is null and state in ('submitted', 'in-production');
