-- What anybody who may log in, or a role that is not the platform's, was given.
with granted as (
  select 'schema ' || n.nspname as name, n.nspowner as owner, g.grantee, g.privilege_type
    from pg_namespace n, aclexplode(n.nspacl) g
   where n.nspname ~ '^(log|tenancy|projections|rows_.*)$'
  union all
  select c.oid::regclass::text, c.relowner, g.grantee, g.privilege_type
    from pg_class c, aclexplode(c.relacl) g
   where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
  union all
  select 'database ' || d.datname, d.datdba, g.grantee, g.privilege_type
    from pg_database d, aclexplode(d.datacl) g where d.datname = current_database())
select g.name, format('%s has %s', coalesce(r.rolname, 'public'), g.privilege_type)
  from granted g left join pg_roles r on r.oid = g.grantee
 where g.grantee <> g.owner and coalesce(r.rolname !~ '^taizhang_', true)
