-- All is made: nobody but the owner may add to these schemas.
revoke create on schema log from taizhang_log_writer;
revoke create on schema tenancy from taizhang_registrar;
