create schema tenancy;
grant usage on schema tenancy to taizhang_registrar, taizhang_app, taizhang_projector, taizhang_reader, taizhang_scheduler;
grant create on schema tenancy to taizhang_registrar;
