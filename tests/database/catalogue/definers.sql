-- Functions that act with their owner's rights: whose name look-ups a caller could bend, whose owner
-- may do everything, or that anybody may call. pg_temp, where a search_path does not name it, comes
-- first: so it must be named last where whoever calls may have temporary objects.
select p.oid::regprocedure::text, fault.what
  from pg_proc p
  join pg_roles o on o.oid = p.proowner
 cross join lateral (
   select 'is security definer without search_path = pg_catalog, pg_temp'
    where not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)
      and (not coalesce('search_path=pg_catalog' = any (p.proconfig), false)
           or exists (select from pg_roles r
                       where r.rolname ~ '^taizhang_' and has_function_privilege(r.oid, p.oid, 'execute')
                         and has_database_privilege(r.oid, current_database(), 'temp')))
   union all
   select format('is security definer of %s, who passes by row-level security', o.rolname)
    where o.rolsuper or o.rolbypassrls
   union all
   select format('is security definer of %s, who is no role of the platform', o.rolname)
    where o.rolname !~ '^taizhang_'
   union all
   select 'is security definer and anybody may call it'
    where has_function_privilege('public', p.oid, 'execute')) as fault(what)
 where p.pronamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$' and p.prosecdef
