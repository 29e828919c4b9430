-- All is made: nobody but the owner may add to these schemas.
revoke create on schema log from taizhang_log_writer, taizhang_operator;
revoke create on schema tenancy from taizhang_registrar;
