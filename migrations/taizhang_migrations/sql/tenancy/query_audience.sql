-- Who is shown a query in the log: the tenant whose grant let it in (`home`), and each whose rows it covered. Queries
-- over the same tenants share an audience, so that one is one row of the log, however many townships a county has.
create table tenancy.query_audience (
  tenant_id uuid not null references tenancy.tenant,
  home      uuid not null references tenancy.tenant,
  audience  uuid not null,
  place     int check (place > 0), -- of its position among those of a query; null: its own rows were not covered
  primary key (tenant_id, home, audience)
);
alter table tenancy.query_audience enable row level security;
alter table tenancy.query_audience force row level security;
create policy tenant on tenancy.query_audience
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on tenancy.query_audience to taizhang_app;
