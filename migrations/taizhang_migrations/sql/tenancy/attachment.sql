-- Files by the SHA-256 of their bytes, each once a tenant. Whose they are is in the log. They are
-- compressed already, most of them: external storage spares the attempt.
create table tenancy.attachment (
  tenant_id  uuid not null references tenancy.tenant,
  sha256     bytea not null check (length(sha256) = 32),
  content    bytea not null check (length(content) > 0),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, sha256)
);
alter table tenancy.attachment alter column content set storage external;
alter table tenancy.attachment enable row level security;
alter table tenancy.attachment force row level security;
create policy tenant on tenancy.attachment
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on tenancy.attachment to taizhang_app;
