-- What applications have handed in through queues, so that nothing is taken twice.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table jms_submission (
  -- The mail account that handed it in.
  account varchar(512) not null,
  -- What the application calls it, or else the id of the broker's message.
  submission_key varchar(255) not null,
  -- Of its copies in the mail queue, separated by spaces.
  queue_ids varchar(32000) not null,
  taken_at bigint not null,
  primary key (account, submission_key)
);
create index jms_submission_taken on jms_submission (taken_at);
