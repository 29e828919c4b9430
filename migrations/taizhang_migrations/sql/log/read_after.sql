-- The feed of one tenant: events after a position, in order. Gapless, so nothing can be missed.
create function log.read_after(tenant uuid, beyond bigint, at_most int)
returns table (pos bigint, typ text, tag text[], at timestamptz, bytes bytea)
language plpgsql stable as $$
begin
  return query
    select e.position, e.type, e.tags, e.recorded_at, e.entry
      from log.event e where e.tenant_id = tenant and e.position > beyond
     order by e.position limit at_most;
end $$;
