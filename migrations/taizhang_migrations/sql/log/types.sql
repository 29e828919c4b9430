-- Tags in one selector mean *and*, selectors mean *or*. No types: any type. No tags: any tags.
create type log.selector as (types text[], tags text[], after bigint);
-- What became of commands of a batch. With a place: of that one, which was not appended (`repeated`,
-- `mismatch`: the same id with another request, or `conflict`). Without: of all others, `appended`
-- one after the other at these positions.
create type log.outcome as (
  place int, state text, first_position bigint, last_position bigint, recorded_at timestamptz);
