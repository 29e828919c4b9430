-- The only way into history. A batch of commands of one tenant: under the lock of its head row each
-- command is looked up, checked against its condition and appended; one command's conflict leaves
-- its neighbours alone. Positions are gapless and time never runs back.
--
-- Commands that do not touch one another go in together, in one statement; only where one may depend
-- on another of the same batch (log.entangled) are they taken in turn.
create function log.append(tenant uuid, commands log.new_command[]) returns setof log.outcome
language plpgsql security definer set search_path = pg_catalog
-- A plan made while a table is small must not outlive that: probes stay probes.
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  head log.tenant_head;
begin
  if log.set_tenants() is distinct from array[tenant] then
    raise insufficient_privilege using message = 'log.append: the tenant set for this transaction is another';
  end if;
  select h.* into head from log.tenant_head h where h.tenant_id = tenant for update;
  if not found then
    raise no_data_found using message = 'log.append: no such log';
  end if;
  if log.entangled(commands) then
    return query select * from log.append_in_turn(tenant, commands, head);
  else
    return query select * from log.append_together(tenant, commands, head);
  end if;
end $$;
alter function log.append(uuid, log.new_command[]) owner to taizhang_log_writer;
revoke all on function log.append(uuid, log.new_command[]) from public;
grant execute on function log.append(uuid, log.new_command[]) to taizhang_app;
