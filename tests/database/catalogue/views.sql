-- Views that would read with their owner's rights.
select c.oid::regclass::text, 'is a view without security_invoker'
  from pg_class c
 where c.relnamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and c.relkind = 'v'
   and not coalesce((select o.option_value::boolean from pg_options_to_table(c.reloptions) o
                      where o.option_name = 'security_invoker'), false)
