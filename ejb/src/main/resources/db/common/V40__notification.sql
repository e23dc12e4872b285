-- Each notification that was sent: what it told whom of which message. Written with the
-- notification itself, in one transaction.
create sequence notification_seq as bigint start with 50 increment by 50;

create table notification (
  id bigint not null primary key,
  sent_at bigint not null,
  kind varchar(16) not null,
  audience varchar(16) not null,
  status varchar(16) not null,
  requirement varchar(16) not null,
  -- the message it is about
  message_id bigint not null,
  reverse_path varchar(1024) not null,
  -- the recipients it tells of, one a line, as many as fit, and how many there are
  recipients varchar(8000) not null,
  recipient_count integer not null,
  addressee varchar(1024) not null,
  -- the message it is
  notification_id bigint not null
);

create index notification_sent on notification (sent_at desc, id desc);
create index notification_message on notification (message_id);
create index notification_itself on notification (notification_id);
