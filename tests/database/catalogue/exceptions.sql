-- Policies that let a role past the tenants that are set, but for those that it has for a reason.
with known(name, policy, role, reason) as (values
  ('log.tenant_head', 'all_positions', 'taizhang_scheduler', 'finds the tenants with news'),
  ('log.tenant_head', 'opening', 'taizhang_registrar', 'opens an empty log'),
  ('log.tenant_head', 'opened', 'taizhang_registrar', 'lists the tenants that have a history'),
  ('log.tenant_head', 'declaring', 'taizhang_operator', 'all logs go on after a restore'),
  ('log.tenant_head', 'declared', 'taizhang_operator', 'all logs go on after a restore'),
  ('log.incarnation', 'declaring', 'taizhang_operator', 'all logs go on after a restore'),
  ('tenancy.tenant', 'register', 'taizhang_registrar', 'finds a tenant before one is set'),
  ('tenancy.query_log', 'covered', 'taizhang_app', 'a tenant sees who read its rows by a county''s grant'),
  ('tenancy.query_log', 'forgetting', 'taizhang_registrar', 'deletes what was asked long ago'),
  ('projections.cursor', 'all_positions', 'taizhang_scheduler', 'finds the tenants with news'),
  ('projections.policy_cursor', 'all_positions', 'taizhang_scheduler', 'finds the tenants with news'),
  ('projections.begun_day', 'all_days', 'taizhang_scheduler', 'finds the tenants whose day is over'),
  ('projections.dead_letter', 'all_letters', 'taizhang_scheduler', 'counts what waits to be mended'))
select p.polrelid::regclass::text, format('policy %s lets %s past the tenants', p.polname, r.name)
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
 cross join lateral (
   select coalesce(o.rolname, 'public') as name
     from unnest(p.polroles) as role(oid) left join pg_roles o on o.oid = role.oid) r
 where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and not (p.polname = 'tenant' and p.polroles = '{0}')
   and (p.polrelid::regclass::text, p.polname, r.name) not in (select name, policy, role from known)
