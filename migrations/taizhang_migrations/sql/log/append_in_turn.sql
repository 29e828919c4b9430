-- Commands one after the other, each seeing what the ones before it have appended. `head` is the
-- tenant's row, locked by log.append, which alone calls this.
create function log.append_in_turn(tenant uuid, commands log.new_command[], head log.tenant_head)
returns setof log.outcome
language plpgsql as $$
declare
  before log.command;
  c      log.new_command;
  n      int;
begin
  foreach c in array commands loop
    select k.* into before from log.command k where k.tenant_id = tenant and k.command_id = c.command_id;
    if found then
      return next row(case when before.request_mac = c.request_mac then 'repeated' else 'mismatch' end,
                      before.first_position, before.last_position, before.recorded_at)::log.outcome;
      continue;
    end if;
    if c.after < head.position and log.violated(tenant, c.selectors, c.after) then
      return next row('conflict', null, null, null)::log.outcome;
      continue;
    end if;
    if head.rehearsal and c.clock is not null then
      -- An empty log may begin in the past; afterwards the clock only moves on.
      head.clock_offset := case when head.position = 0 then c.clock - clock_timestamp()
                                else greatest(head.clock_offset, c.clock - clock_timestamp()) end;
    end if;
    head.last_at := greatest(clock_timestamp() + head.clock_offset, head.last_at);
    n := cardinality(c.events);
    with added as (
      insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
      select tenant, head.position + e.place, e.type, e.tags, head.last_at, e.entry
        from unnest(c.events) with ordinality as e(type, tags, entry, place)
      returning position, type, tags)
    insert into log.tag (tenant_id, tag, type, position)
    select distinct tenant, t.tag, added.type, added.position from added, unnest(added.tags) as t(tag);
    insert into log.command (tenant_id, command_id, request_mac, request,
                             first_position, last_position, recorded_at)
    values (tenant, c.command_id, c.request_mac, c.request,
            head.position + 1, head.position + n, head.last_at);
    return next row('appended', head.position + 1, head.position + n, head.last_at)::log.outcome;
    head.position := head.position + n;
  end loop;
  update log.tenant_head h
     set position = head.position, last_at = head.last_at, clock_offset = head.clock_offset
   where h.tenant_id = tenant;
end $$;
alter function log.append_in_turn(uuid, log.new_command[], log.tenant_head) owner to taizhang_log_writer;
revoke all on function log.append_in_turn(uuid, log.new_command[], log.tenant_head) from public;
