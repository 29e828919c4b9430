-- One key a tenant and person, wrapped by the master key. Deleting it erases the person from history.
create table tenancy.person_key (
  tenant_id  uuid not null references tenancy.tenant,
  person     text not null,
  wrapped    bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, person)
);
alter table tenancy.person_key enable row level security;
alter table tenancy.person_key force row level security;
create policy tenant on tenancy.person_key
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on tenancy.person_key to taizhang_app;
grant select, delete on tenancy.person_key to taizhang_projector;
