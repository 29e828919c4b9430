-- Whose personal values were deleted, and at which position last: so a reader knows why a value is missing.
create table projections.erased (
  tenant_id uuid not null,
  person    text not null,
  position  bigint not null,
  primary key (tenant_id, person)
);
alter table projections.erased enable row level security;
alter table projections.erased force row level security;
create policy tenant on projections.erased
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert, update on projections.erased to taizhang_projector;
grant select on projections.erased to taizhang_reader;
