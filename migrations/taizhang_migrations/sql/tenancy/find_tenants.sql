-- Tenants by name, before any tenant is set; without a name, all that have a history.
create function tenancy.find_tenants(its_slug text default null) returns setof tenancy.tenant
language sql stable security definer set search_path = pg_catalog as $$
  select t.* from tenancy.tenant t
    join log.tenant_head h using (tenant_id)
   where t.slug = its_slug or (its_slug is null and h.position > 0)
   order by t.slug
$$;
alter function tenancy.find_tenants(text) owner to taizhang_registrar;
revoke all on function tenancy.find_tenants(text) from public;
grant execute on function tenancy.find_tenants(text) to taizhang_app, taizhang_projector, taizhang_reader;
