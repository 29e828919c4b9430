-- Tags in one selector mean *and*, selectors mean *or*. No types: any type. No tags: any tags.
create type log.selector as (types text[], tags text[], after bigint);
create type log.new_event as (type text, tags text[], entry bytea);
create type log.new_command as (
  command_id  uuid,
  request_mac bytea,
  request     bytea,
  after       bigint,           -- the head that the decision read
  selectors   log.selector[],   -- the append fails if one matches an event after it
  events      log.new_event[],
  clock       timestamptz       -- a rehearsal's clock is moved on to this first; else null
);
-- state: appended | repeated | mismatch (same id, another request) | conflict
create type log.outcome as (
  state text, first_position bigint, last_position bigint, recorded_at timestamptz);
