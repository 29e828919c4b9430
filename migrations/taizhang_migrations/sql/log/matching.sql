-- Positions that match one selector. Each (tag, type) is probed with equality: a list of types as a
-- filter would cost as much as the tag's whole history (docs/decisions/0003).
create function log.matching(tenant uuid, s log.selector, beyond bigint) returns setof bigint
language plpgsql stable as $$
begin
  if cardinality(s.tags) = 0 and cardinality(s.types) = 0 then
    return query select e.position from log.event e
      where e.tenant_id = tenant and e.position > beyond;
  elsif cardinality(s.tags) = 0 then
    return query select e.position from log.event e
      where e.tenant_id = tenant and e.position > beyond and e.type = any (s.types);
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
                    and o.type = probe.type and o.position = t.position))) hit;
  end if;
end $$;
