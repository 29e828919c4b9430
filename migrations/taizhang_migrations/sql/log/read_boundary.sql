-- What a decision reads: the head first (its entry is null), then the events that match, in order.
-- One snapshot serves both (a stable function reads as of its caller's), or a conflict could be
-- missed in silence. now_ is the tenant's clock.
create function log.read_boundary(tenant uuid, selectors log.selector[])
returns table (pos bigint, typ text, tag text[], at timestamptz, bytes bytea)
language plpgsql stable
-- A plan made while a table is small must not outlive that, and none is to be made at every call.
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select h.position, h.incarnation::text, null::text[],
           greatest(clock_timestamp() + h.clock_offset, h.last_at), null::bytea
      from log.tenant_head h where h.tenant_id = tenant;
  return query
    select e.position, e.type, e.tags, e.recorded_at, e.entry
      from (select distinct m.position
              from unnest(selectors) as s(types, tags, after)
             cross join lateral log.matching(tenant, row(s.types, s.tags, s.after)::log.selector,
                                             coalesce(s.after, 0)) as m(position)) hit
     cross join lateral (  -- a probe each; as a join it may read all that the tenant has
       select * from log.event v where v.tenant_id = tenant and v.position = hit.position offset 0) e
     order by e.position;
end $$;
