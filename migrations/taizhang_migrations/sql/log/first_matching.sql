-- The first positions that match one selector, in no order: every probe is read in the order of its
-- index and stops at `at_most`, so that a page costs about what it yields (log.matching reads on to
-- the end, which a boundary needs and a page does not).
create function log.first_matching(tenant uuid, s log.selector, beyond bigint, at_most int)
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
                  offset 0))  -- or it is planned as a hash over all that has the type
          order by t.position limit at_most) hit;
  end if;
end $$;
