-- Reports about TLS that go to other domains (RFC 8460), and those that nobody is to be sent.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z. A day is counted from then.

-- A day whose reports are planned; the key lets one node do it.
create table tls_report_day (
  report_day bigint not null primary key,
  planned_at bigint not null
);

create table tls_report (
  id bigint not null primary key,
  report_day bigint not null,
  domain varchar(255) not null,
  report_id varchar(320) not null,
  state varchar(12) not null,
  due_at bigint not null,
  first_at bigint,
  attempts integer not null,
  lease_until bigint,
  note varchar(1000),
  successes bigint not null,
  failed bigint not null,
  ended_at bigint
);
create unique index tls_report_day_domain on tls_report (report_day, domain);
create index tls_report_due on tls_report (state, due_at);

create table tls_report_target (
  id bigint not null primary key,
  report_ref bigint not null,
  target varchar(1000) not null,
  sent boolean not null,
  message_id bigint,
  note varchar(500) not null,
  done_at bigint not null
);
create index tls_report_target_report on tls_report_target (report_ref);

create table tls_report_opt_out (
  id bigint not null primary key,
  kind varchar(12) not null,
  subject varchar(1000) not null,
  made_by varchar(64) not null,
  made_at bigint not null
);
