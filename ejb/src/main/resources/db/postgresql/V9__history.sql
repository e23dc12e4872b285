-- What was last seen of the TLS of recipient domains, and what has changed since.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table tls_seen (
  id bigint not null primary key,
  domain varchar(255) not null,
  -- The MX host; empty where it is about the domain as a whole.
  host varchar(255) not null,
  aspect varchar(12) not null,
  seen_level varchar(12) not null,
  -- Since when it has been at that level, and when it was last seen at all.
  since bigint not null,
  seen_at bigint not null
);
create unique index tls_seen_key on tls_seen (domain, host, aspect);
create index tls_seen_at on tls_seen (seen_at);

create table tls_change (
  id bigint not null primary key,
  domain varchar(255) not null,
  host varchar(255) not null,
  aspect varchar(12) not null,
  level_before varchar(12) not null,
  level_after varchar(12) not null,
  -- Whether it was for the worse: then it is an alarm until somebody has taken note.
  weaker boolean not null,
  first_at bigint not null,
  last_at bigint not null,
  -- How often that has happened between the two.
  times integer not null,
  noted_by varchar(64),
  noted_at bigint
);
create index tls_change_domain on tls_change (domain);
create index tls_change_open on tls_change (weaker, noted_at);
