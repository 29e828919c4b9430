-- Commands that do not depend on one another, in one statement. `head` is the tenant's row, locked by
-- log.append, which alone calls this. Each (tag, type) of a condition is one probe with equality; the
-- limits and the offset keep the planner from turning the probes into joins over a whole tenant.
create function log.append_together(tenant uuid, commands log.new_command[], head log.tenant_head)
returns setof log.outcome
language plpgsql as $$
declare
  moment timestamptz := greatest(clock_timestamp() + head.clock_offset, head.last_at);
  total  bigint;
begin
  return query
    with c as materialized (
      select * from unnest(commands) with ordinality
          as c(command_id, request_mac, request, after, selectors, events, clock, place)),
    judged as materialized (
      select c.place, c.command_id, c.request_mac, c.request, c.events,
             k.first_position, k.last_position, k.recorded_at,
             case when k.request_mac = c.request_mac then 'repeated'
                  when k.request_mac is not null then 'mismatch'
                  when c.after < head.position and (
                    select true from unnest(c.selectors) as s, unnest(s.types) as kind
                     where (select true from log.tag t
                             where t.tenant_id = tenant and t.tag = s.tags[1] and t.type = kind
                               and t.position > c.after limit 1)
                     limit 1)
                  then 'conflict'
                  else 'appended' end as state
        from c
        left join lateral (
          select * from log.command k
           where k.tenant_id = tenant and k.command_id = c.command_id offset 0) k on true),
    accepted as materialized (
      select j.place, j.command_id, j.request_mac, j.request, j.events, cardinality(j.events) as n,
             head.position + coalesce(sum(cardinality(j.events)) over (
               order by j.place rows between unbounded preceding and 1 preceding), 0)::bigint as base
        from judged j where j.state = 'appended'),
    added as materialized (
      select a.base + e.place as position, e.type, e.tags, e.entry
        from accepted a, unnest(a.events) with ordinality as e(type, tags, entry, place)),
    events as (
      insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
      select tenant, x.position, x.type, x.tags, moment, x.entry from added x),
    tags as (
      insert into log.tag (tenant_id, tag, type, position)
      select distinct tenant, t.tag, x.type, x.position from added x, unnest(x.tags) as t(tag)),
    kept as (
      insert into log.command (tenant_id, command_id, request_mac, request,
                               first_position, last_position, recorded_at)
      select tenant, a.command_id, a.request_mac, a.request, a.base + 1, a.base + a.n, moment
        from accepted a)
    select j.state, coalesce(a.base + 1, j.first_position), coalesce(a.base + a.n, j.last_position),
           case when a.place is not null then moment else j.recorded_at end
      from judged j left join accepted a on a.place = j.place order by j.place;
  select e.position into total from log.event e
   where e.tenant_id = tenant order by e.position desc limit 1;
  update log.tenant_head h set position = total, last_at = moment
   where h.tenant_id = tenant and total > head.position;
end $$;
alter function log.append_together(uuid, log.new_command[], log.tenant_head) owner to taizhang_log_writer;
revoke all on function log.append_together(uuid, log.new_command[], log.tenant_head) from public;
