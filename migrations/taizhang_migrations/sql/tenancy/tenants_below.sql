-- The tenants below one, at any depth: a county's townships. Only those that have a history.
create function tenancy.tenants_below(above uuid) returns setof tenancy.tenant
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive below as (
    select t.* from tenancy.tenant t where t.parent_id = above
    union
    select t.* from tenancy.tenant t join below b on t.parent_id = b.tenant_id
  )
  select b.* from below b join log.tenant_head h using (tenant_id) where h.position > 0 order by b.slug
$$;
alter function tenancy.tenants_below(uuid) owner to taizhang_registrar;
revoke all on function tenancy.tenants_below(uuid) from public;
grant execute on function tenancy.tenants_below(uuid) to taizhang_app;
create index on tenancy.tenant (parent_id);
