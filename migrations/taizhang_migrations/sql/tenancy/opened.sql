-- Who owns a function must be able to add to its schema when it is made; log/closed takes that back.
grant create on schema tenancy to taizhang_registrar;
