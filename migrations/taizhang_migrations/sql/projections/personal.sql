-- The one place where personal values stand in the clear, unversioned; erasure deletes them here.
create table projections.personal (
  tenant_id uuid not null,
  person    text not null,
  field     text not null,
  source    bigint not null,
  value     text not null,
  primary key (tenant_id, person, field)
);
alter table projections.personal enable row level security;
alter table projections.personal force row level security;
create policy tenant on projections.personal
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert, update, delete on projections.personal to taizhang_projector;
grant select on projections.personal to taizhang_reader;
