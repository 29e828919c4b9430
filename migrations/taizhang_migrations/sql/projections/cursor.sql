-- How far a generation has folded a tenant's log. It moves in the transaction that writes the rows;
-- `epoch` fences a worker that lost its lease; `incarnation` is the history that was folded.
create table projections.cursor (
  tenant_id   uuid not null,
  generation  text not null references projections.generation,
  incarnation uuid not null,
  position    bigint not null default 0,
  epoch       bigint not null default 0,
  moved_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, generation)
) with (fillfactor = 50);
alter table projections.cursor enable row level security;
alter table projections.cursor force row level security;
create policy tenant on projections.cursor
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy all_positions on projections.cursor for select to taizhang_scheduler using (true);
grant select, insert, update, delete on projections.cursor to taizhang_projector;
grant select on projections.cursor to taizhang_scheduler, taizhang_reader, taizhang_app;
