-- Where a log went on after a restore: up to `begins_after` its history is that of `previous`, beyond
-- it the two may differ. Only log.resume adds to it; nothing is changed or deleted.
create table log.incarnation (
  tenant_id    uuid not null,
  incarnation  uuid not null,
  previous     uuid not null,
  begins_after bigint not null,
  because      text not null check (because ~ '\S'),
  declared_by  text not null check (declared_by ~ '\S'),
  declared_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, incarnation),
  unique (tenant_id, previous)
);
alter table log.incarnation enable row level security;
alter table log.incarnation force row level security;
create policy tenant on log.incarnation
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy declaring on log.incarnation for insert to taizhang_operator with check (true);
grant insert on log.incarnation to taizhang_operator;
grant select on log.incarnation to taizhang_app, taizhang_projector, taizhang_reader;
-- A new incarnation is given to heads, and nothing else of them is touched.
create policy declaring on log.tenant_head for update to taizhang_operator using (true) with check (true);
create policy declared on log.tenant_head for select to taizhang_operator using (true);
grant select, update (incarnation) on log.tenant_head to taizhang_operator;
