-- Tables with a tenant that lack the policy for all roles and commands: using and with check, both by
-- the tenants that are set, and nothing else; a filter, not a condition of an index.
select c.oid::regclass::text, 'lacks the policy by the tenants that are set'
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
 where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and c.relkind in ('r', 'p')
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = '{0}' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '((tenant_id = ANY (%log.set_tenants()%)) IS TRUE)'
        and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid))
