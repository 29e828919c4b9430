-- The register of tenants: counties and their townships. `secret` is wrapped by the master key.
create table tenancy.tenant (
  tenant_id  uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  name       text not null,
  parent_id  uuid references tenancy.tenant,
  rehearsal  boolean not null,
  secret     bytea not null,
  created_at timestamptz not null default clock_timestamp()
);
alter table tenancy.tenant enable row level security;
alter table tenancy.tenant force row level security;
create policy tenant on tenancy.tenant
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy register on tenancy.tenant to taizhang_registrar using (true) with check (true);
grant select, insert on tenancy.tenant to taizhang_registrar;
grant select on tenancy.tenant to taizhang_app, taizhang_projector, taizhang_reader;
