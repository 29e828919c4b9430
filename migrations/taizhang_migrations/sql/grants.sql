-- Rights on the database itself. A copy or a restored dump does not bring them along, so they are
-- given again at every migration.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to taizhang_app, taizhang_projector, taizhang_scheduler, taizhang_reader, taizhang_operator', current_database());
  execute format('grant create, temporary on database %I to taizhang_projector', current_database());
end $$;
