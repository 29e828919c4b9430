-- The declaration that logs go on after a restore: each gets a new incarnation, and where the
-- database lives now is right. With a tenant: its log alone, wherever the database lives.
-- Answers how many logs it was.
create function log.resume(why text, who text, only_tenant uuid default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  resumed bigint;
begin
  perform from log.residence for update;
  with before as materialized (
    select h.tenant_id, h.incarnation, h.position from log.tenant_head h
     where only_tenant is null or h.tenant_id = only_tenant for update),
  renewed as (
    update log.tenant_head h set incarnation = gen_random_uuid()
      from before b where h.tenant_id = b.tenant_id
    returning h.tenant_id, h.incarnation, b.incarnation, b.position)
  insert into log.incarnation (tenant_id, incarnation, previous, begins_after, because, declared_by)
  select r.*, why, who from renewed r;
  get diagnostics resumed = row_count;
  if only_tenant is null then
    update log.residence set place = log.place(), since = clock_timestamp();
  end if;
  return resumed;
end $$;
alter function log.resume(text, text, uuid) owner to taizhang_operator;
revoke all on function log.resume(text, text, uuid) from public;
