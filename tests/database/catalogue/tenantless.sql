-- Tables without a tenant, but for those that hold no tenant's data.
with known(name, reason) as (values
  ('projections.generation', 'the tables of a release, the same for all tenants'),
  ('log.residence', 'where the whole database lives'))
select c.oid::regclass::text, 'has no tenant_id'
  from pg_class c
 where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and c.relkind in ('r', 'p', 'f', 'm')
   and not exists (select from pg_attribute a
                    where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
   and c.oid::regclass::text not in (select name from known)
