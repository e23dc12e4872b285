-- Mailboxes here, the people who may sign in to the console, and what they did.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table mailbox_entry (
  id bigint not null primary key,
  mailbox varchar(512) not null,
  message_id bigint not null,
  delivered_at bigint not null
);
create index mailbox_entry_mailbox on mailbox_entry (mailbox, delivered_at);
create index mailbox_entry_message on mailbox_entry (message_id);

create table console_account (
  name varchar(64) not null primary key,
  password_hash varchar(512) not null,
  roles varchar(200) not null,
  must_change_password boolean not null
);

create table audit_entry (
  id bigint not null primary key,
  done_at bigint not null,
  actor varchar(64) not null,
  action varchar(40) not null,
  message_id bigint,
  value_before varchar(200),
  value_after varchar(200),
  reason varchar(1000)
);
