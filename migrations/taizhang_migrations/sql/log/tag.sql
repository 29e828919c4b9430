-- A B-tree over (tag, type, position): every probe of a condition is one descent. Compared by bytes, so
-- that the order is quick to tell and outlives a change of the system's collations.
create table log.tag (
  tenant_id uuid not null,
  tag       text collate "C" not null check (length(tag) between 1 and 200),
  type      text collate "C" not null,
  position  bigint not null,
  primary key (tenant_id, tag, type, position)
);
alter table log.tag enable row level security;
alter table log.tag force row level security;
create policy tenant on log.tag
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on log.tag to taizhang_log_writer;
grant select on log.tag to taizhang_app, taizhang_projector, taizhang_reader;
