-- Messages, their content, their recipients, and what was tried for each.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

-- A value is the last of a block of keys that the node then gives out itself.
create sequence message_seq as bigint start with 200 increment by 200;
create sequence recipient_seq as bigint start with 200 increment by 200;
create sequence attempt_seq as bigint start with 200 increment by 200;
create sequence record_seq as bigint start with 50 increment by 50;

create table message (
  id bigint not null primary key,
  received_at bigint not null,
  expires_at bigint not null,
  reverse_path varchar(512) not null,
  taken_as varchar(8) not null,
  requirement varchar(8) not null,
  malformed_tls_required boolean not null,
  body_type varchar(16) not null,
  smtp_utf8 boolean not null,
  octets bigint not null,
  subject varchar(200) not null,
  from_field varchar(320) not null,
  listener varchar(16) not null,
  client varchar(64),
  hello_name varchar(255),
  tls varchar(100)
);
create index message_received on message (received_at);

-- The content once per message, in pieces that can be streamed.
create table message_chunk (
  message_id bigint not null,
  piece integer not null,
  octets bytea not null,
  primary key (message_id, piece)
);

create table recipient (
  id bigint not null primary key,
  message_id bigint not null,
  forward_path varchar(512) not null,
  domain varchar(255) not null,
  state varchar(10) not null,
  attempts integer not null,
  next_attempt bigint,
  lease_until bigint,
  leased_by varchar(255),
  last_status varchar(12),
  last_text varchar(1000),
  finished_at bigint
);
create index recipient_due on recipient (state, next_attempt);
create index recipient_message on recipient (message_id);
create index recipient_domain on recipient (domain);

create table attempt (
  id bigint not null primary key,
  message_id bigint not null,
  recipient_id bigint not null,
  forward_path varchar(512) not null,
  ended_at bigint not null,
  outcome varchar(10) not null,
  status varchar(12),
  explanation varchar(2000),
  reply varchar(4000) not null,
  hosts varchar(8000) not null
);
create index attempt_message on attempt (message_id);
