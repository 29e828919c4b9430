-- Up to which position a log is surely what it was in another incarnation; null in the same one.
-- Nothing is known of an incarnation that is not among its forebears: 0.
create function log.shared_until(tenant uuid, held uuid) returns bigint
language plpgsql stable as $$
begin
  perform from log.tenant_head h where h.tenant_id = tenant and h.incarnation = held;
  if found then return null; end if;
  return coalesce(
    (select i.begins_after from log.incarnation i where i.tenant_id = tenant and i.previous = held), 0);
end $$;
