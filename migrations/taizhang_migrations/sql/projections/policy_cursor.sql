-- How far a policy (event -> command) has judged a tenant's log; it starts where it was switched on.
create table projections.policy_cursor (
  tenant_id   uuid not null,
  policy      text not null,
  incarnation uuid not null,
  position    bigint not null,
  moved_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, policy)
) with (fillfactor = 50);
alter table projections.policy_cursor enable row level security;
alter table projections.policy_cursor force row level security;
create policy tenant on projections.policy_cursor
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy all_positions on projections.policy_cursor for select to taizhang_scheduler using (true);
grant select, insert, update on projections.policy_cursor to taizhang_projector;
grant select on projections.policy_cursor to taizhang_scheduler;
