-- Tables that a role of the platform owns: an owner has every right. Rows are the projector's.
select c.oid::regclass::text, format('belongs to %s', o.rolname)
  from pg_class c join pg_roles o on o.oid = c.relowner
 where c.relkind in ('r', 'p', 'f', 'm', 'v')
   and case when c.relnamespace::regnamespace::text ~ '^rows_' then o.rolname <> 'taizhang_projector'
            else c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections)$'
                 and o.rolname ~ '^taizhang_' end
