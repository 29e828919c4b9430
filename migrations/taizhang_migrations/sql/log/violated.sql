-- Whether an event after `beyond` matches one of the selectors. The usual selector has one tag and
-- named types, and is answered by one probe a type.
create function log.violated(tenant uuid, selectors log.selector[], beyond bigint) returns boolean
language plpgsql stable as $$
declare
  s log.selector;
  wanted text;
begin
  foreach s in array selectors loop
    if cardinality(s.tags) = 1 and cardinality(s.types) > 0 then
      foreach wanted in array s.types loop
        perform from log.tag t
          where t.tenant_id = tenant and t.tag = s.tags[1] and t.type = wanted and t.position > beyond
          limit 1;
        if found then return true; end if;
      end loop;
    else
      perform from log.matching(tenant, s, beyond) limit 1;
      if found then return true; end if;
    end if;
  end loop;
  return false;
end $$;
