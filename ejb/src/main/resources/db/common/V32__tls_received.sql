-- Reports about TLS that other servers have sent to us (RFC 8460).
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table tls_received (
  id bigint not null primary key,
  message_id bigint not null,
  address varchar(512) not null,
  arrived_at bigint not null,
  state varchar(8) not null,
  lease_until bigint,
  attempts integer not null,
  reason varchar(500),
  submitter varchar(255),
  organization varchar(255),
  contact varchar(320),
  report_id varchar(320),
  double_key varchar(40) not null,
  begin_at bigint,
  end_at bigint,
  successes bigint not null,
  failed bigint not null
);
create unique index tls_received_double on tls_received (double_key);
create index tls_received_state on tls_received (state, lease_until);
create index tls_received_arrived on tls_received (arrived_at);

create table tls_received_policy (
  id bigint not null primary key,
  received_ref bigint not null,
  policy_domain varchar(255) not null,
  policy_type varchar(255) not null,
  policy_text varchar(32000) not null,
  mx_hosts varchar(4000) not null,
  successes bigint not null,
  failed bigint not null
);
create index tls_received_policy_received on tls_received_policy (received_ref);

create table tls_received_failure (
  id bigint not null primary key,
  received_ref bigint not null,
  policy_ref bigint not null,
  result_type varchar(255) not null,
  sending_ip varchar(64),
  mx_host varchar(255),
  mx_helo varchar(255),
  receiving_ip varchar(64),
  reason varchar(255) not null,
  sessions bigint not null
);
create index tls_received_failure_received on tls_received_failure (received_ref);
create index tls_received_failure_policy on tls_received_failure (policy_ref);
