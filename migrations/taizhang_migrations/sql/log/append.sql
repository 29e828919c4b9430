-- The only way into history. A batch of commands of one tenant: under the lock of its head row each
-- command is looked up, checked against its condition and appended; one command's conflict leaves
-- its neighbours alone. Positions are gapless and time never runs back.
create function log.append(tenant uuid, commands log.new_command[]) returns setof log.outcome
language plpgsql security definer set search_path = pg_catalog as $$
declare
  head   log.tenant_head;
  before log.command;
  c      log.new_command;
  n      int;
begin
  if log.set_tenants() is distinct from array[tenant] then
    raise insufficient_privilege using message = 'log.append: the tenant set for this transaction is another';
  end if;
  select h.* into head from log.tenant_head h where h.tenant_id = tenant for update;
  if not found then
    raise no_data_found using message = 'log.append: no such log';
  end if;
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
alter function log.append(uuid, log.new_command[]) owner to taizhang_log_writer;
revoke all on function log.append(uuid, log.new_command[]) from public;
grant execute on function log.append(uuid, log.new_command[]) to taizhang_app;
