-- The last position of a log that was recorded by a moment; 0 before the first. Time never runs back within
-- a log, so it is halved: twenty looks for a million events.
create function log.position_at(tenant uuid, moment timestamptz) returns bigint
language plpgsql stable parallel safe
-- A plan made while a table is small must not outlive that, and none is to be made at every look.
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_generic_plan
as $$
declare
  low    bigint := 0;
  high   bigint := coalesce((select h.position from log.tenant_head h where h.tenant_id = tenant), 0);
  middle bigint;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select e.recorded_at <= moment from log.event e where e.tenant_id = tenant and e.position = middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end
$$;
