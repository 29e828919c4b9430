-- Functions that anybody may call, but for those that do nothing the caller may not do alone.
with known(name, reason) as (values
  ('set_tenants', 'reads a setting of the connection; every policy calls it'),
  ('place', 'reads where the server lives'),
  ('moved', 'with the rights of the caller'),
  ('shared_until', 'with the rights of the caller'),
  ('in_incarnation', 'with the rights of the caller'),
  ('touching', 'computes over its arguments'),
  ('matching', 'with the rights of the caller'),
  ('types_of', 'with the rights of the caller'),
  ('read_boundary', 'with the rights of the caller'),
  ('read_page', 'with the rights of the caller'),
  ('read_after', 'with the rights of the caller'),
  ('position_at', 'with the rights of the caller'),
  ('find_command', 'with the rights of the caller'))
select p.oid::regprocedure::text, 'anybody may call it'
  from pg_proc p
 where p.pronamespace::regnamespace::text ~ '^(log|tenancy|projections|rows_.*)$'
   and has_function_privilege('public', p.oid, 'execute')
   and not (p.pronamespace::regnamespace::text = 'log' and not p.prosecdef
            and p.proname in (select name from known))
