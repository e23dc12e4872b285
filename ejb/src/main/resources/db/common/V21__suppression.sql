-- Addresses that nothing is sent to any more, because they do not exist or an operator said so; and
-- those that have failed less often than it takes.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table suppressed (
  id bigint not null primary key,
  address varchar(512) not null,
  -- Permanent failures of the address itself; 0 where an operator put it here.
  failures integer not null,
  -- Since when it counts; null: it has not failed often enough.
  listed_at bigint,
  -- The last failure: enhanced status code, what was said, of which message. Of an operator's entry
  -- the reason.
  status varchar(12),
  said varchar(1000) not null,
  message_id bigint,
  -- Who put it here; null: nobody, it failed.
  made_by varchar(64),
  made_at bigint not null,
  -- When it stops to count; null: never.
  ends_at bigint,
  -- The version of the list when it was last written: what a node has not read yet.
  version bigint not null
);
create unique index suppressed_address on suppressed (address);
create index suppressed_version on suppressed (version);
create index suppressed_made on suppressed (made_at desc, id desc);
create index suppressed_ends on suppressed (ends_at);

-- One row. Every change of the table above counts it up first, so that changes come one after the
-- other and each node can tell what is new.
create table suppression_list (
  id integer not null primary key,
  version bigint not null
);
insert into suppression_list (id, version) values (1, 0);
