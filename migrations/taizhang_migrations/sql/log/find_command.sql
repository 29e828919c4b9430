-- An accepted command by its id. (plpgsql: a function in SQL would be inlined, and its scan could run
-- before the argument that sets the tenant.)
create function log.find_command(tenant uuid, id uuid) returns setof log.command
language plpgsql stable as $$
begin
  return query select c.* from log.command c where c.tenant_id = tenant and c.command_id = id;
end $$;
