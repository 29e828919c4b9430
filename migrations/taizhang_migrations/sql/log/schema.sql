create schema log;
grant usage on schema log to taizhang_log_writer, taizhang_registrar, taizhang_app, taizhang_projector, taizhang_scheduler, taizhang_reader;
