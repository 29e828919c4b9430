-- Roles of the platform that could do more than they were given.
select r.rolname, fault.what
  from pg_roles r
 cross join lateral (
   select 'passes by row-level security' where r.rolsuper or r.rolbypassrls
   union all
   select 'makes roles or databases' where r.rolcreaterole or r.rolcreatedb
   union all
   select 'may have temporary objects, which hide others'
    where r.rolname <> 'taizhang_projector' -- who may execute nothing that these could bend
      and has_database_privilege(r.oid, current_database(), 'temp')
   union all
   select format('may act as %s', g.rolname)
     from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid
   union all
   select format('may add to the schema %s', n.nspname)
     from pg_namespace n
    where n.nspname ~ '^(log|tenancy|projections)$' and has_schema_privilege(r.oid, n.oid, 'create')
   union all
   select format('may add to the schema %s', n.nspname)
     from pg_namespace n
    where n.nspname ~ '^rows_' and r.rolname <> 'taizhang_projector'
      and has_schema_privilege(r.oid, n.oid, 'create')) as fault(what)
 where r.rolname ~ '^taizhang_'
