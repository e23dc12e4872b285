-- Tokens for programs, and the answers to writes that carried an idempotency key.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table access_token (
  -- The part of the token that is no secret.
  id varchar(16) not null primary key,
  name varchar(64) not null,
  owner varchar(64) not null,
  -- SHA-256 of the secret part, hexadecimal in lower case. The secret has 256 bits of its own, so
  -- that nobody finds it by trying.
  secret_hash varchar(64) not null,
  roles varchar(200) not null,
  made_at bigint not null,
  ends_at bigint not null,
  -- To the hour.
  last_used bigint,
  revoked_at bigint,
  revoked_by varchar(64)
);
create index access_token_owner on access_token (owner);

create table idempotent_write (
  actor varchar(64) not null,
  idempotency_key varchar(128) not null,
  -- SHA-256 of method, path and body.
  request_hash varchar(64) not null,
  status integer not null,
  location varchar(500),
  body varchar(32000) not null,
  done_at bigint not null,
  primary key (actor, idempotency_key)
);
create index idempotent_write_done on idempotent_write (done_at);
