-- Events whose fold failed, and later events of the same row, until they are retried.
create table projections.dead_letter (
  tenant_id  uuid not null,
  generation text not null references projections.generation,
  row_type   text not null,
  row_key    text not null,
  position   bigint not null,
  error      text not null,
  failed_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, generation, row_type, row_key, position)
);
alter table projections.dead_letter enable row level security;
alter table projections.dead_letter force row level security;
create policy tenant on projections.dead_letter
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy all_letters on projections.dead_letter for select to taizhang_scheduler using (true);
grant select, insert, delete on projections.dead_letter to taizhang_projector;
grant select on projections.dead_letter to taizhang_scheduler;
