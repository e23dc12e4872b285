-- What sessions with other servers showed, added up for reports about TLS (RFC 8460).
-- A day is counted from 1970-01-01 in UTC.

create table tls_policy_count (
  -- SHA-256 of all that makes the row one of its own, and of the node that counts in it.
  count_key varchar(64) not null primary key,
  report_day bigint not null,
  recipient_domain varchar(255) not null,
  policy_domain varchar(255) not null,
  policy_type varchar(16) not null,
  -- One line for each string of the policy.
  policy_text varchar(32000) not null,
  mx_hosts varchar(4000) not null,
  successes bigint not null,
  failed bigint not null
);
create index tls_policy_count_recipient on tls_policy_count (report_day, recipient_domain);
create index tls_policy_count_policy on tls_policy_count (report_day, policy_domain);

create table tls_failure_count (
  count_key varchar(64) not null primary key,
  policy_key varchar(64) not null,
  report_day bigint not null,
  result_type varchar(32) not null,
  sending_ip varchar(64),
  mx_host varchar(255),
  mx_helo varchar(255),
  receiving_ip varchar(64),
  reason varchar(255),
  sessions bigint not null,
  last_at bigint not null
);
create index tls_failure_count_policy on tls_failure_count (policy_key);
create index tls_failure_count_day on tls_failure_count (report_day);
