-- Up to `at_most` events after a position that match one of the selectors, in order, and before
-- them the head (its type, tags and entry are null): of one snapshot, as in log.read_boundary.
-- (jit: the planner cannot know how few types a tag has, and would compile for 100 ms to read a page.)
create function log.read_page(tenant uuid, selectors log.selector[], beyond bigint, at_most int)
returns table (pos bigint, typ text, tag text[], bytes bytea)
language plpgsql stable set jit = off as $$
begin
  return query
    select h.position, null::text, null::text[], null::bytea
      from log.tenant_head h where h.tenant_id = tenant;
  return query
    select e.position, e.type, e.tags, e.entry
      from (select distinct m.position
              from unnest(selectors) as s(types, tags, after)
             cross join lateral log.first_matching(
                     tenant, row(s.types, s.tags, s.after)::log.selector, beyond, at_most) as m(position)
             order by m.position limit at_most) hit
      join log.event e on e.tenant_id = tenant and e.position = hit.position
     order by e.position;
end $$;
