-- entry holds the bytes that are kept and hashed; the other columns are an index over it.
create table log.event (
  tenant_id   uuid not null,
  position    bigint not null,
  type        text collate "C" not null,
  tags        text[] not null,
  recorded_at timestamptz not null,
  entry       bytea not null,
  primary key (tenant_id, position)
);
alter table log.event enable row level security;
alter table log.event force row level security;
create policy tenant on log.event
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on log.event to taizhang_log_writer;
grant select on log.event to taizhang_app, taizhang_projector, taizhang_reader;
