-- The set of row types and folds of a release. Readers use the current one.
create table projections.generation (
  generation  text primary key,
  schema_name text not null unique,
  state       text not null default 'building' check (state in ('building', 'current', 'kept', 'retired')),
  created_at  timestamptz not null default clock_timestamp()
);
create unique index on projections.generation (state) where state = 'current';
grant select, insert, update on projections.generation to taizhang_projector;
grant select on projections.generation to taizhang_app, taizhang_scheduler, taizhang_reader;
