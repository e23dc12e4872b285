-- What was counted in a minute, for the dashboard; what was nothing is not written. Several nodes add
-- to the same row.
create table figure_minute (
  minute_at bigint not null,
  name varchar(60) not null,
  amount bigint not null,
  primary key (minute_at, name)
);
