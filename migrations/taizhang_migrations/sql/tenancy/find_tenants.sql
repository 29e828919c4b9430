-- Tenants by name, before any tenant is set; without a name, all (or the first) that have a history. (plpgsql, each
-- question its own plan: as one statement with an `or`, a look-up would read the whole register.)
create function tenancy.find_tenants(its_slug text default null, at_most int default null) returns setof tenancy.tenant
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if its_slug is not null then
    return query select t.* from tenancy.tenant t where t.slug = its_slug;
  else
    return query
      select t.* from tenancy.tenant t join log.tenant_head h using (tenant_id)
       where h.position > 0 order by t.slug limit at_most;
  end if;
end $$;
alter function tenancy.find_tenants(text, int) owner to taizhang_registrar;
revoke all on function tenancy.find_tenants(text, int) from public;
grant execute on function tenancy.find_tenants(text, int) to taizhang_app, taizhang_projector, taizhang_reader;
