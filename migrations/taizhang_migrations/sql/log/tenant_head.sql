-- One row a tenant. Its lock is the tenant's order; its position is the log's length.
-- A rehearsal has a clock that can be moved on; a real tenant's clock is the server's.
create table log.tenant_head (
  tenant_id    uuid primary key,
  position     bigint not null default 0,
  last_at      timestamptz not null default '-infinity',
  incarnation  uuid not null default gen_random_uuid(),
  rehearsal    boolean not null default false,
  clock_offset interval not null default '0',
  check (rehearsal or clock_offset = interval '0')
) with (fillfactor = 50);
alter table log.tenant_head enable row level security;
alter table log.tenant_head force row level security;
create policy tenant on log.tenant_head
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
-- The scheduler compares heads with cursors and clocks with days over all tenants, and may see
-- nothing else.
create policy all_positions on log.tenant_head for select to taizhang_scheduler using (true);
grant select, update on log.tenant_head to taizhang_log_writer;
grant select on log.tenant_head to taizhang_app, taizhang_projector, taizhang_reader;
grant select (tenant_id, position, last_at, incarnation, clock_offset) on log.tenant_head to taizhang_scheduler;
-- A log is opened empty, by whoever registers the tenant.
create policy opening on log.tenant_head for insert to taizhang_registrar with check (position = 0);
create policy opened on log.tenant_head for select to taizhang_registrar using (true);
grant select, insert on log.tenant_head to taizhang_registrar;
