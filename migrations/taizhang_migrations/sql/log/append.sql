-- The only way into history. A batch of commands of one tenant, as columns (taizhang.log.batch): each is
-- looked up by its id, held against its condition, and appended with its neighbours under the lock of
-- the tenant's head row. One command's conflict leaves the others alone. Positions are gapless and time
-- never runs back.
--
-- `*_commands` and `tag_events` are places in the batch, from 1. A condition is probes (one tag and one
-- type each, answered by one descent of an index) and `selectors` of any other shape.
create function log.append(
  tenant uuid,
  ids uuid[], macs bytea[], requests bytea[], afters bigint[], incarnations uuid[], counts int[],
  event_commands int[], types text[], tag_lists text[], entries bytea[],
  tag_events int[], tags text[], tag_types text[],
  probe_commands int[], probe_tags text[], probe_types text[],
  selector_commands int[], selectors log.selector[],
  clock timestamptz)              -- a rehearsal's clock is moved on to this first; else null
returns setof log.outcome
language plpgsql security definer set search_path = pg_catalog, pg_temp
-- A plan made while a table is small must not outlive that, and none is to be made at every call.
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_generic_plan
as $$
declare
  head      log.tenant_head;
  judged    log.outcome[];
  apart     int[] := '{}';
  positions bigint[];             -- of each event, 0 where its command stays out; null: one after the other
  upto      bigint;
begin
  if current_setting('taizhang.tenants', true) is distinct from tenant::text then
    raise insufficient_privilege using message = 'log.append: the tenant set for this transaction is another';
  end if;
  select h.* into head from log.tenant_head h where h.tenant_id = tenant for update;
  if not found then
    raise no_data_found using message = 'log.append: no such log';
  end if;
  judged := log.judged(tenant, head, ids, macs, afters, incarnations, event_commands, types, tag_lists,
    tag_events, tags, tag_types, probe_commands, probe_tags, probe_types, selector_commands, selectors);
  if cardinality(judged) > 0 then
    apart := array(select place from unnest(judged));
  end if;
  if cardinality(apart) < cardinality(ids) then
    if head.rehearsal and clock is not null then
      -- An empty log may begin in the past; afterwards the clock only moves on.
      head.clock_offset := case when head.position = 0 then clock - clock_timestamp()
                                else greatest(head.clock_offset, clock - clock_timestamp()) end;
    end if;
    head.last_at := greatest(clock_timestamp() + head.clock_offset, head.last_at);
    upto := head.position + cardinality(types);
    if cardinality(apart) > 0 then
      positions := array(
        select case when out then 0 else head.position + count(*) filter (where not out) over (order by place) end
          from (select place, command = any (apart) as out
                  from unnest(event_commands) with ordinality as e(command, place)) e);
      upto := head.position + (select count(*) from unnest(positions) as p where p > 0);
    end if;
    insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
    select tenant, coalesce(positions[e.place], head.position + e.place), e.type, e.list::text[], head.last_at, e.entry
      from unnest(types, tag_lists, entries) with ordinality as e(type, list, entry, place)
     where positions is null or positions[e.place] > 0;
    insert into log.tag (tenant_id, tag, type, position)
    select tenant, t.tag, t.type, coalesce(positions[t.event], head.position + t.event)
      from unnest(tag_events, tags, tag_types) as t(event, tag, type)
     where positions is null or positions[t.event] > 0;
    insert into log.command (tenant_id, command_id, request_mac, request,
                             first_position, last_position, recorded_at)
    select tenant, c.id, c.mac, c.request, c.last - c.events + 1, c.last, head.last_at
      from (select *, head.position + sum(events) over (order by place) as last
              from unnest(ids, macs, requests, counts) with ordinality as b(id, mac, request, events, place)
             where place <> all (apart)) c;
    update log.tenant_head h
       set position = upto, last_at = head.last_at, clock_offset = head.clock_offset
     where h.tenant_id = tenant;
    return next row(null, 'appended', head.position + 1, upto, head.last_at)::log.outcome;
  end if;
  if cardinality(judged) > 0 then
    return query select * from unnest(judged);
  end if;
end $$;
alter function log.append owner to taizhang_log_writer;
revoke all on function log.append from public;
grant execute on function log.append to taizhang_app;
