-- What operators lay down about how mail flows: what is held back, paused, limited, and when it is
-- tried again. Rows stay: those that have ended are the history.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table flow_rule (
  id bigint not null primary key,
  -- HOLD, PAUSE, LIMIT, RETRY
  kind varchar(8) not null,
  -- Recipient domains: a domain, *.domain for all below it, * for all; null only of a HOLD.
  recipients varchar(300),
  -- Of a HOLD: a mailbox, a domain or *.domain, or <>.
  reverse_path varchar(400),
  -- Of a HOLD: what stands in the subject or the From field.
  said varchar(200),
  -- Of a LIMIT: how many at the same time, how many begun in a minute.
  connections integer,
  per_minute integer,
  -- Of a RETRY: after which kind of failure; null: every kind. The waits, as ISO 8601 durations.
  failure varchar(16),
  waits varchar(1000),
  reason varchar(1000) not null,
  made_by varchar(64) not null,
  made_at bigint not null,
  ended_by varchar(64),
  ended_at bigint
);
create index flow_rule_kind on flow_rule (kind, made_at desc, id desc);

-- One row. Every change of the table above counts it up first, so that changes come one after the
-- other and each node can tell whether what it holds in memory is old.
create table flow_book (
  id integer not null primary key,
  version bigint not null
);
insert into flow_book (id, version) values (1, 0);

-- The rule that holds a recipient back; null where an operator does, or nothing.
alter table recipient add column hold_rule bigint;
