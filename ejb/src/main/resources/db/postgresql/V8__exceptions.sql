-- What operators have laid down for recipient domains beside what the domains publish. Rows stay:
-- those that have ended are the history.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table tls_exception (
  id bigint not null primary key,
  domain varchar(255) not null,
  kind varchar(20) not null,
  -- Only of a pinned key: SHA-256 of the SubjectPublicKeyInfo, hexadecimal in lower case.
  pin varchar(64),
  reason varchar(1000) not null,
  made_by varchar(64) not null,
  made_at bigint not null,
  -- When it stops by itself; null: never.
  ends_at bigint,
  -- Who ended it before that.
  ended_by varchar(64),
  ended_at bigint
);
create index tls_exception_domain on tls_exception (domain);
create index tls_exception_made on tls_exception (made_at desc, id desc);

-- One row. Every change of the table above counts it up first, so that changes come one after the
-- other and each node can tell whether what it holds in memory is old.
create table tls_exception_book (
  id integer not null primary key,
  version bigint not null
);
insert into tls_exception_book (id, version) values (1, 0);
