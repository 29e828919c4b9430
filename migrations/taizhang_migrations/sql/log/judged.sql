-- Which commands of a batch stay out of the log, and why: those it holds already, those whose condition
-- an event after their `after` matches, those that were decided under another incarnation, and of those
-- that touch one another all but the first. The parameters are log.append's, which alone calls this.
create function log.judged(
  tenant uuid, head log.tenant_head,
  ids uuid[], macs bytea[], afters bigint[], incarnations uuid[],
  event_commands int[], types text[], tag_lists text[],
  tag_events int[], tags text[], tag_types text[],
  probe_commands int[], probe_tags text[], probe_types text[],
  selector_commands int[], selectors log.selector[])
returns log.outcome[]
language plpgsql stable as $$
declare
  judged log.outcome[];
  apart  int[];
  late   int;
  early  int;
begin
  judged := array(
    select row(c.place, case when k.request_mac = c.mac then 'repeated' else 'mismatch' end,
               k.first_position, k.last_position, k.recorded_at)::log.outcome
      from unnest(ids, macs) with ordinality as c(id, mac, place)
     cross join lateral (
       select * from log.command k where k.tenant_id = tenant and k.command_id = c.id offset 0) k
    union all
    select row(p.command, 'conflict', null, null, null)::log.outcome
      from unnest(probe_commands, probe_tags, probe_types) as p(command, tag, type)
     where afters[p.command] < head.position and exists (
       select from log.tag t
        where t.tenant_id = tenant and t.tag = p.tag and t.type = p.type
          and t.position > afters[p.command] offset 0));
  if cardinality(selectors) > 0 then
    judged := judged || array(
      select row(s.command, 'conflict', null, null, null)::log.outcome
        from unnest(selector_commands, selectors) as s(command, kinds, marks, beyond)
       where afters[s.command] < head.position and exists (
         select from log.matching(tenant, row(s.kinds, s.marks, null)::log.selector, afters[s.command], 1)));
  end if;
  if head.incarnation <> any (incarnations) then
    judged := judged || array(
      select row(i.command, 'conflict', null, null, null)::log.outcome
        from unnest(incarnations) with ordinality as i(incarnation, command)
       where i.incarnation <> head.incarnation);
  end if;
  if cardinality(ids) > 1 then
    apart := array(select place from unnest(judged));
    for late, early in
      select * from log.touching(event_commands, types, tag_lists, tag_events, tags, tag_types,
        probe_commands, probe_tags, probe_types, selector_commands, selectors) order by 1, 2
    loop
      if early <> all (apart) and late <> all (apart) then
        if afters[late] > head.position then
          raise object_not_in_prerequisite_state
            using message = 'log.append: a condition from beyond the head is judged alone';
        end if;
        judged := judged || row(late, 'conflict', null, null, null)::log.outcome;
        apart := apart || late;
      end if;
    end loop;
    if cardinality(judged) > 0 and cardinality(ids) > (select count(distinct id) from unnest(ids) as id) then
      raise unique_violation using message = 'log.append: a command that comes twice is judged alone';
    end if;
  end if;
  if cardinality(judged) > 1 then -- what is known is no conflict, though its own events may match
    judged := array(
      select j::log.outcome from (
        select distinct on (place) * from unnest(judged) order by place, state = 'conflict') j);
  end if;
  return judged;
end $$;
revoke all on function log.judged from public;
grant execute on function log.judged to taizhang_log_writer;
