-- Whether a command of a batch may depend on an earlier one: the same id twice, a clock to be moved, a
-- selector that is not of the usual kind (one tag, named types), or one that an earlier command's
-- event would match. Rather too often than not: those are then taken in turn.
create function log.entangled(commands log.new_command[]) returns boolean
language plpgsql immutable as $$
begin
  if cardinality(commands) = 1 then
    return true; -- taking one in turn is the short way
  end if;
  return exists (
    with c as materialized (
      select * from unnest(commands) with ordinality
          as c(command_id, request_mac, request, after, selectors, events, clock, place)),
    probe as materialized (
      select c.place, s.tags[1] as tag, kind, cardinality(s.tags) <> 1 or cardinality(s.types) = 0 as odd
        from c, unnest(c.selectors) as s left join lateral unnest(s.types) as kind on true),
    happening as materialized (
      select min(c.place) as place, tag, e.type
        from c, unnest(c.events) as e, unnest(e.tags) as tag group by tag, e.type)
    select from c where c.clock is not null
    union all
    select from probe where odd
    union all
    select from c group by command_id having count(*) > 1
    union all
    select from probe p join happening h on h.tag = p.tag and h.type = p.kind and h.place < p.place);
end $$;
