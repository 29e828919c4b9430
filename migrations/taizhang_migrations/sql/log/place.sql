-- Where this database lives: which cluster, on which timeline of it, which database there, which
-- tables in it. A dump restored, a base backup recovered to a moment and a replica promoted each
-- change one of them; a restart and a recovery after a crash change none. A replica has no place.
create type log.place as (
  system_identifier bigint, timeline text, database oid, events oid);

create function log.place() returns log.place
language sql stable as $$
  select case when not pg_is_in_recovery() then
    row(s.system_identifier, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
        d.oid, 'log.event'::regclass::oid)::log.place end
    from pg_control_system() s, pg_database d where d.datname = current_database()
$$;
