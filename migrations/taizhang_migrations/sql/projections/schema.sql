create schema projections;
grant usage on schema projections to taizhang_app, taizhang_projector, taizhang_scheduler, taizhang_reader;
