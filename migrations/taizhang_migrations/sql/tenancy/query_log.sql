-- What other systems asked. Nobody changes a row; only tenancy.forget_queries deletes some.
create table tenancy.query_log (
  tenant_id    uuid not null references tenancy.tenant, -- whose grant let it in
  audience     uuid not null,
  query        uuid not null, -- version 7: in the order of time
  at           timestamptz not null,
  client       text not null,
  token        text not null, -- the first digits of its SHA-256
  kind         text not null,
  document     bytea not null check (length(document) = 32), -- SHA-256 of its text
  name         text, -- of a registered document
  operation    text,
  covered      int not null, -- so many tenants
  positions    bigint[], -- that their rows stood at, in the audience's order
  objects      bigint not null,
  rows         bigint,
  bytes        bigint not null,
  milliseconds real not null,
  status       int not null,
  code         text, -- of a mistake
  primary key (tenant_id, audience, query)
);
create index on tenancy.query_log using brin (at);
alter table tenancy.query_log enable row level security;
alter table tenancy.query_log force row level security;
create policy tenant on tenancy.query_log
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
create policy covered on tenancy.query_log for select to taizhang_app
  using (exists (
    select from tenancy.query_audience a
     where a.tenant_id = any ((select log.set_tenants())::uuid[])
       and a.home = query_log.tenant_id and a.audience = query_log.audience));
grant select, insert on tenancy.query_log to taizhang_app;
