-- Deletes what other systems asked before a moment; says how many. Logs of a network are kept for six months at
-- least (Cybersecurity Law), so the policy shows the function nothing younger.
create policy forgetting on tenancy.query_log to taizhang_registrar
  using (at < clock_timestamp() - interval '6 months') with check (false);
grant select, delete on tenancy.query_log to taizhang_registrar;
create function tenancy.forget_queries(before timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare forgotten bigint;
begin
  delete from tenancy.query_log q where q.at < before;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
alter function tenancy.forget_queries(timestamptz) owner to taizhang_registrar;
revoke all on function tenancy.forget_queries(timestamptz) from public;
grant usage on schema tenancy to taizhang_operator;
grant execute on function tenancy.forget_queries(timestamptz) to taizhang_operator;
