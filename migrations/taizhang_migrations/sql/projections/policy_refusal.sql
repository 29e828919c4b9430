-- What a policy asked for and was refused: kept, shown, and passed.
create table projections.policy_refusal (
  tenant_id uuid not null,
  policy    text not null,
  position  bigint not null,
  place     int not null,
  problem   jsonb not null,
  at        timestamptz not null default clock_timestamp(),
  primary key (tenant_id, policy, position, place)
);
alter table projections.policy_refusal enable row level security;
alter table projections.policy_refusal force row level security;
create policy tenant on projections.policy_refusal
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert on projections.policy_refusal to taizhang_projector;
