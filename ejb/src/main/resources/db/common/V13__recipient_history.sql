-- What an attempt changed of its recipient: when it was leased for it, where it was left, after which
-- kind of failure, until when it waits, and by which rule (null: the waits of the settings). All null
-- of earlier attempts.
alter table attempt add column began_at bigint;
alter table attempt add column state varchar(12);
alter table attempt add column failure varchar(16);
alter table attempt add column next_attempt bigint;
alter table attempt add column retry_rule bigint;

-- Changes of a recipient that have neither an attempt nor a line of their own in the audit log.
create table recipient_change (
  id bigint not null primary key,
  message_id bigint not null,
  recipient_id bigint not null,
  changed_at bigint not null,
  state varchar(12) not null,
  next_attempt bigint,
  flow_rule bigint not null
);
create index recipient_change_message on recipient_change (message_id);
