-- Registers a tenant and opens its empty log, both or neither. Asked again, it answers the same row.
create function tenancy.open_tenant(
  id uuid, its_slug text, its_name text, its_parent uuid, is_rehearsal boolean, its_secret bytea)
returns setof tenancy.tenant
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into tenancy.tenant (tenant_id, slug, name, parent_id, rehearsal, secret)
  values (id, its_slug, its_name, its_parent, is_rehearsal, its_secret)
  on conflict (slug) do nothing;
  if found then
    insert into log.tenant_head (tenant_id, rehearsal) values (id, is_rehearsal);
  end if;
  return query select t.* from tenancy.tenant t where t.slug = its_slug;
end $$;
alter function tenancy.open_tenant(uuid, text, text, uuid, boolean, bytea) owner to taizhang_registrar;
revoke all on function tenancy.open_tenant(uuid, text, text, uuid, boolean, bytea) from public;
grant execute on function tenancy.open_tenant(uuid, text, text, uuid, boolean, bytea) to taizhang_app;
