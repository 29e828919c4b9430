-- The tenant, for whoever holds a position of this incarnation of its log: SQLSTATE TZ001 where the
-- log has become another. As an argument of a read it is of the read's own snapshot.
create function log.in_incarnation(tenant uuid, held uuid) returns uuid
language plpgsql stable as $$
declare
  shared bigint := log.shared_until(tenant, held);
begin
  if held is not null and shared is not null then
    raise sqlstate 'TZ001' using message = 'the log has another incarnation', detail = shared;
  end if;
  return tenant;
end $$;
