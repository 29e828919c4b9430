-- The roles of the platform. They are made once a cluster and own or do one thing each.
-- Whoever runs the migrations may act as each of them.
do $$
declare wanted text;
begin
  foreach wanted in array array[
    'taizhang_log_writer',  -- owns log.append and nothing else can write history
    'taizhang_app',         -- commands: reads the log, appends through log.append
    'taizhang_projector',   -- rows and cursors, and DDL in the rows' schemas
    'taizhang_operator',    -- declares that logs go on after a restore, nothing else
    'taizhang_registrar',   -- opens tenants and finds them by name
    'taizhang_scheduler',   -- positions of all tenants, nothing else
    'taizhang_reader'       -- rows
  ] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null; -- another database's migration was quicker
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
  end loop;
end $$;
