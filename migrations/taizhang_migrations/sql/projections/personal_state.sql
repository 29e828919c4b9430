-- How often personal values of a tenant were written or erased, by whichever generation. They have
-- no past, so an answer that shows some may only be believed unchanged while this stands still.
create table projections.personal_state (
  tenant_id uuid primary key,
  changes   bigint not null default 1
);
alter table projections.personal_state enable row level security;
alter table projections.personal_state force row level security;
create policy tenant on projections.personal_state
  using ((tenant_id = any ((select log.set_tenants())::uuid[])) is true) with check ((tenant_id = any ((select log.set_tenants())::uuid[])) is true);
grant select, insert, update on projections.personal_state to taizhang_projector;
grant select on projections.personal_state to taizhang_reader;

create function projections.note_personal() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into projections.personal_state as s (tenant_id)
  select distinct tenant_id from changed
      on conflict (tenant_id) do update set changes = s.changes + 1;
  return null;
end $$;
revoke all on function projections.note_personal() from public;
create trigger noted_new after insert on projections.personal
  referencing new table as changed for each statement execute function projections.note_personal();
create trigger noted_change after update on projections.personal
  referencing new table as changed for each statement execute function projections.note_personal();
create trigger noted_erasure after delete on projections.personal
  referencing old table as changed for each statement execute function projections.note_personal();
create trigger noted_new after insert on projections.erased
  referencing new table as changed for each statement execute function projections.note_personal();
create trigger noted_change after update on projections.erased
  referencing new table as changed for each statement execute function projections.note_personal();
