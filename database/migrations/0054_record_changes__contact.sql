-- Phone, address and occupation are dated facts too, whoever changes them: the core system, or the person (R-INFO-01).

alter table record_changes drop constraint record_changes_fact_check;
alter table record_changes add constraint record_changes_fact_check check (fact in (
  'name', 'id-number', 'district', 'employer', 'insured', 'groups', 'pension-banks', 'retirement', 'death',
  'phone', 'address', 'occupation'));
