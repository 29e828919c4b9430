-- Up to `at_most` events after a position that match one of the selectors, in order, and before
-- them the head (its type, tags and entry are null): of one snapshot, as in log.read_boundary.
create function log.read_page(tenant uuid, selectors log.selector[], beyond bigint, at_most int)
returns table (pos bigint, typ text, tag text[], bytes bytea)
language plpgsql stable
-- A plan made while a table is small must not outlive that, and none is to be made at every call.
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select h.position, null::text, null::text[], null::bytea
      from log.tenant_head h where h.tenant_id = tenant;
  return query
    select e.position, e.type, e.tags, e.entry
      from (select distinct m.position
              from unnest(selectors) as s(types, tags, after)
             cross join lateral log.matching(
                     tenant, row(s.types, s.tags, s.after)::log.selector, beyond, at_most) as m(position)
             order by m.position limit at_most) hit
     cross join lateral (  -- a probe each; as a join it may read all that the tenant has
       select * from log.event v where v.tenant_id = tenant and v.position = hit.position offset 0) e
     order by e.position;
end $$;
