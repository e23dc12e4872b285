-- The MTA-STS policies of domains that mail went to (RFC 8461), one row for each domain.
-- Every instant is a bigint: milliseconds since 1970-01-01T00:00:00Z.

create table mta_sts_policy (
  domain varchar(253) not null primary key,
  -- The last policy that could be fetched; null: none ever was.
  policy_id varchar(32),
  policy_mode varchar(7),
  max_age_seconds bigint,
  -- Patterns, one a line.
  mx text,
  -- When it was first and last fetched under this id, and when it ends.
  fetched_at bigint,
  refreshed_at bigint,
  expires_at bigint,
  next_refresh bigint not null,
  last_used bigint not null,
  -- The last fetch where it failed.
  failed_id varchar(32),
  failed_at bigint,
  retry_after bigint,
  last_error varchar(400)
);
create index mta_sts_refresh on mta_sts_policy (next_refresh);
