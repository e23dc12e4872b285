-- Who has a mailbox here: domains, accounts, their addresses, aliases; and how accounts sign in.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table hosted_domain (
  name varchar(255) not null primary key,
  -- Empty where there is no sub-addressing.
  tag_separator varchar(1) not null,
  case_sensitive boolean not null,
  -- Null: unknown local-parts are refused. '*': every local-part has a mailbox of its own.
  -- Otherwise the address that gets their mail.
  catch_all varchar(512),
  enabled boolean not null
);

create table mail_account (
  -- The address the account was made with.
  name varchar(512) not null primary key,
  -- Argon2id in PHC string format; null: no password yet.
  password_hash varchar(255),
  scram_salt bytea,
  scram_iterations integer not null,
  scram_stored_key bytea,
  scram_server_key bytea,
  enabled boolean not null,
  password_set_at bigint
);

create table mail_address (
  address varchar(512) not null primary key,
  account varchar(512) not null references mail_account (name)
);
create index mail_address_account on mail_address (account);

create table account_certificate (
  -- SHA-256 of the certificate in DER, hexadecimal in lower case.
  fingerprint varchar(64) not null primary key,
  account varchar(512) not null references mail_account (name)
);
create index account_certificate_account on account_certificate (account);

create table mail_alias (
  address varchar(512) not null primary key
);

create table mail_alias_target (
  alias varchar(512) not null references mail_alias (address),
  target varchar(512) not null,
  primary key (alias, target)
);

-- One row. Every change of the tables above counts it up first, so that changes come one after
-- the other and each node can tell whether what it holds in memory is old.
create table address_book (
  id integer not null primary key,
  version bigint not null,
  -- Of this installation; nothing else is derived from it than salts of accounts that do not exist.
  secret bytea
);
insert into address_book (id, version) values (1, 0);
