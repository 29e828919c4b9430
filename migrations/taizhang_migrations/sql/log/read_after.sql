-- The feed of one tenant: events after a position, in order. Gapless, so nothing can be missed.
-- The event that completes `at_most_bytes` of entries is the last, so that there always is one.
create function log.read_after(tenant uuid, beyond bigint, at_most int, at_most_bytes bigint default null)
returns table (pos bigint, typ text, tag text[], at timestamptz, bytes bytea)
language plpgsql stable as $$
begin
  if at_most_bytes is null then
    return query
      select e.position, e.type, e.tags, e.recorded_at, e.entry
        from log.event e where e.tenant_id = tenant and e.position > beyond
       order by e.position limit at_most;
  else
    return query
      select e.position, e.type, e.tags, e.recorded_at, e.entry
        from (select p.*, sum(octet_length(p.entry)) over (order by p.position) as size
                from (select * from log.event o where o.tenant_id = tenant and o.position > beyond
                       order by o.position limit at_most) p) e
       where e.size - octet_length(e.entry) < at_most_bytes
       order by e.position;
  end if;
end $$;
