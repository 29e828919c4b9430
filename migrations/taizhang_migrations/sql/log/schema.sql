create schema log;
grant usage on schema log to taizhang_log_writer, taizhang_registrar, taizhang_operator, taizhang_app, taizhang_projector, taizhang_scheduler, taizhang_reader;
-- Only while the functions are made that they will own: log/closed takes it back.
grant create on schema log to taizhang_log_writer, taizhang_operator;
