-- Where an outlet is, so that a browser can say which one is near. Empty for outlets whose place is not known.

alter table outlets
  add column latitude double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add constraint outlets_place_whole check ((latitude is null) = (longitude is null));
comment on column outlets.latitude is 'Degrees, WGS 84, as browsers give them';
