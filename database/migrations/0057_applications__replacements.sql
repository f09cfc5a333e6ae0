-- A replacement (补领、换领) is an application too: what was asked for, why, and which card it takes the place of.

alter table applications
  add column service text not null default 'apply'
    check (service in ('apply', 'reissue', 'exchange-damaged', 'exchange-changed')),
  add column reason text check (reason in ('name', 'id-number', 'mark')),
  add column replaces uuid,
  add constraint applications_replacement_check check ((service = 'apply') = (replaces is null)),
  add constraint applications_changed_check check ((service = 'exchange-changed') = (reason is not null));
comment on column applications.replaces is 'The card that ends when the new one is enabled; a lost one when the new one is made (G-13)';
