-- Where the log was last declared to live: one row. A database cannot know that it was restored, but
-- it finds itself elsewhere than it says.
create table log.residence (
  only_row boolean primary key default true check (only_row),
  place    log.place not null,
  since    timestamptz not null default clock_timestamp()
);
grant select, insert, update on log.residence to taizhang_operator;
grant select on log.residence to taizhang_app;

-- Whether the log lives elsewhere than it was declared to. Null on a replica, which takes no appends.
create function log.moved() returns boolean
language sql stable as $$
  select case when not pg_is_in_recovery() then
    coalesce((select r.place is distinct from log.place() from log.residence r), false) end
$$;
