-- Puts a tenant that stands alone below another, for good; answers it as it is then. Nobody stands below himself, and
-- a rehearsal never below a tenant whose days are real: one answer must not mix the two.
alter table tenancy.tenant add constraint kind_of_tenant unique (tenant_id, rehearsal);
alter table tenancy.tenant add constraint parent_of_the_same_kind
  foreign key (parent_id, rehearsal) references tenancy.tenant (tenant_id, rehearsal);
grant update (parent_id) on tenancy.tenant to taizhang_registrar;
create function tenancy.place_tenant(id uuid, above uuid) returns setof tenancy.tenant
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('tenancy.place_tenant', 0)); -- two at once might close a circle
  update tenancy.tenant t set parent_id = above
   where t.tenant_id = id and t.parent_id is null and not exists (
     with recursive up as (
       select t.tenant_id, t.parent_id from tenancy.tenant t where t.tenant_id = above
       union
       select t.tenant_id, t.parent_id from tenancy.tenant t join up on t.tenant_id = up.parent_id
     )
     select from up where up.tenant_id = id);
  return query select t.* from tenancy.tenant t where t.tenant_id = id;
end $$;
alter function tenancy.place_tenant(uuid, uuid) owner to taizhang_registrar;
revoke all on function tenancy.place_tenant(uuid, uuid) from public;
grant execute on function tenancy.place_tenant(uuid, uuid) to taizhang_app;
