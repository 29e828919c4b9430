-- Tables and partitions with a tenant, where row-level security is not enabled and forced. Foreign
-- tables and materialised views cannot have it at all.
select c.oid::regclass::text, 'row-level security is not enabled and forced'
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
 where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and c.relkind in ('r', 'p', 'f', 'm') and not (c.relrowsecurity and c.relforcerowsecurity)
