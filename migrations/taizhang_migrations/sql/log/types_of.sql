-- The types that a tag has, by a loose index scan: as many descents as types, however long its history.
create function log.types_of(tenant uuid, wanted text) returns setof text
language sql stable as $$
  with recursive found(type) as (
    select min(t.type) from log.tag t where t.tenant_id = tenant and t.tag = wanted
    union all
    select (select min(t.type) from log.tag t
             where t.tenant_id = tenant and t.tag = wanted and t.type > found.type)
      from found where found.type is not null)
  select type from found where type is not null
$$;
