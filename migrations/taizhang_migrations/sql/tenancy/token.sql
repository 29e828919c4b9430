-- Bearer tokens are stored hashed (SHA-256 of 256 random bits). What their actor may do is in the log.
create table tenancy.token (
  tenant_id  uuid not null references tenancy.tenant,
  token_hash bytea not null check (length(token_hash) = 32),
  actor      text not null,
  label      text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, token_hash)
);
alter table tenancy.token enable row level security;
alter table tenancy.token force row level security;
create policy tenant on tenancy.token
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert, update (revoked_at) on tenancy.token to taizhang_app;
