-- Events that have not yet gone to the broker: a row for each transaction in which there were some.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create sequence event_seq as bigint start with 50 increment by 50;

create table event_outbox (
  id bigint not null primary key,
  -- The node that wrote it and sends it, by its host name.
  node varchar(255) not null,
  written_at bigint not null,
  -- How many events are in it; 0 where it says only that some were dropped.
  event_count integer not null,
  -- How many were dropped where it stands.
  lost_count bigint not null,
  -- A JSON array in UTF-8.
  content bytea not null
);
create index event_outbox_node on event_outbox (node, id);
