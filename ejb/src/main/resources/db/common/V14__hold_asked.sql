-- Somebody holds a recipient that a node works on: whoever that is does not begin an attempt any more,
-- and where one has begun and does not settle it, it is held afterwards.
alter table recipient add column hold_asked boolean default false not null;
