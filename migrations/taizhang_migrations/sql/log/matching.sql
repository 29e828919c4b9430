-- Positions that match one selector, in no order: at most `at_most` of each of its probes, all where it
-- is null. Each (tag, type) is probed with equality and read in the order of its index: a list of types
-- as a filter would cost as much as the tag's whole history (docs/decisions/0003). The inner `offset 0`
-- keeps the further tags' probes from becoming a hash over all that has the type.
create function log.matching(tenant uuid, s log.selector, beyond bigint, at_most int default null)
returns setof bigint
language plpgsql stable as $$
begin
  if cardinality(s.tags) = 0 then
    return query select e.position from log.event e
      where e.tenant_id = tenant and e.position > beyond
        and (cardinality(s.types) = 0 or e.type = any (s.types))
      order by e.position limit at_most;
  else
    return query
      select hit.position
        from (select unnest(s.types) as type where cardinality(s.types) > 0
              union all
              select log.types_of(tenant, s.tags[1]) where cardinality(s.types) = 0) probe
       cross join lateral (
         select t.position from log.tag t
          where t.tenant_id = tenant and t.tag = s.tags[1] and t.type = probe.type
            and t.position > beyond
            and not exists (
              select from unnest(s.tags[2:]) as other(tag)
               where not exists (
                 select from log.tag o
                  where o.tenant_id = tenant and o.tag = other.tag
                    and o.type = probe.type and o.position = t.position
                  offset 0))
          order by t.position limit at_most) hit;
  end if;
end $$;
