-- The tenants that this connection works for. None set: it sees nothing.
create function log.set_tenants() returns uuid[]
language sql stable parallel safe as $$
  select string_to_array(nullif(current_setting('taizhang.tenants', true), ''), ',')::uuid[]
$$;
