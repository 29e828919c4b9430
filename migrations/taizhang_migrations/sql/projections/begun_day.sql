-- The last day of a tenant's clock that is known to have begun: a note of the log's newest
-- clock.day_began, so that one look finds all tenants for whom a day is over.
create table projections.begun_day (
  tenant_id   uuid primary key,
  incarnation uuid not null,
  day         date not null
) with (fillfactor = 50);
alter table projections.begun_day enable row level security;
alter table projections.begun_day force row level security;
create policy tenant on projections.begun_day
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy all_days on projections.begun_day for select to taizhang_scheduler using (true);
grant select, insert, update on projections.begun_day to taizhang_projector;
grant select on projections.begun_day to taizhang_scheduler;
