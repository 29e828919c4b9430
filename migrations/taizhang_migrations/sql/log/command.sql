-- The accepted command itself, so that its decision can be taken again years later,
-- and so that a repeated command finds its first outcome.
create table log.command (
  tenant_id      uuid not null,
  command_id     uuid not null,
  request_mac    bytea not null,
  request        bytea not null,
  first_position bigint not null,
  last_position  bigint not null,
  recorded_at    timestamptz not null,
  primary key (tenant_id, command_id)
);
alter table log.command enable row level security;
alter table log.command force row level security;
create policy tenant on log.command
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on log.command to taizhang_log_writer;
grant select on log.command to taizhang_app, taizhang_projector;
