-- Pairs of places in a batch: the condition of `later` matches an event of `earlier`. A pair's usual
-- selector (one tag, one type) is a probe; the outer join, which the coalesce keeps from becoming an
-- inner one, cannot be planned as a nested loop over all that the batch holds.
create function log.touching(
  event_commands int[], types text[], tag_lists text[], tag_events int[], tags text[], tag_types text[],
  probe_commands int[], probe_tags text[], probe_types text[],
  selector_commands int[], selectors log.selector[])
returns table (later int, earlier int)
language plpgsql stable as $$
begin
  return query
    select p.command, event_commands[t.event]
      from unnest(probe_commands, probe_tags, probe_types) as p(command, tag, type)
      full join unnest(tag_events, tags, tag_types) as t(event, tag, type)
        on t.tag = p.tag and t.type = p.type
     where coalesce(event_commands[t.event] < p.command, false);
  if cardinality(selectors) > 0 then
    return query
      select s.command, e.command
        from unnest(selector_commands, selectors) as s(command, kinds, marks, beyond)
        join unnest(event_commands, types, tag_lists) as e(command, type, list)
          on e.command < s.command and s.marks <@ e.list::text[]
         and (cardinality(s.kinds) = 0 or e.type = any (s.kinds));
  end if;
end $$;
