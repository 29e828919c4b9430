-- A log without history may live anywhere, and does so from here on. Run at every migration.
create function log.settle() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from log.tenant_head where position > 0) then
    insert into log.residence (place) values (log.place())
    on conflict (only_row) do update set place = excluded.place, since = clock_timestamp()
      where residence.place is distinct from excluded.place;
  end if;
end $$;
alter function log.settle() owner to taizhang_operator;
revoke all on function log.settle() from public;
