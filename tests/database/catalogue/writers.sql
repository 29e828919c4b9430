-- Rights to write in the log, or to be referred to or triggered by it, but for those that a role needs.
with known(grantee, name, privilege, reason) as (values
  ('taizhang_log_writer', 'log.event', 'INSERT', 'log.append'),
  ('taizhang_log_writer', 'log.tag', 'INSERT', 'log.append'),
  ('taizhang_log_writer', 'log.command', 'INSERT', 'log.append'),
  ('taizhang_log_writer', 'log.tenant_head', 'UPDATE', 'log.append'),
  ('taizhang_registrar', 'log.tenant_head', 'INSERT', 'opens an empty log'),
  ('taizhang_operator', 'log.tenant_head', 'UPDATE incarnation', 'declares that a log goes on'),
  ('taizhang_operator', 'log.incarnation', 'INSERT', 'declares that a log goes on'),
  ('taizhang_operator', 'log.residence', 'INSERT', 'settles where the log lives'),
  ('taizhang_operator', 'log.residence', 'UPDATE', 'settles where the log lives')),
granted as (
  select c.oid::regclass::text as name, c.relowner, g.grantee, g.privilege_type as privilege
    from pg_class c, aclexplode(c.relacl) g
   where c.relnamespace = 'log'::regnamespace
  union all
  select c.oid::regclass::text, c.relowner, g.grantee, format('%s %s', g.privilege_type, a.attname)
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
   cross join lateral aclexplode(a.attacl) g
   where c.relnamespace = 'log'::regnamespace)
select g.name, format('%s may %s', coalesce(r.rolname, 'public'), g.privilege)
  from granted g left join pg_roles r on r.oid = g.grantee
 where g.grantee <> g.relowner and g.privilege !~ '^SELECT'
   and (coalesce(r.rolname, 'public'), g.name, g.privilege)
       not in (select grantee, name, privilege from known)
