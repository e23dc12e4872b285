-- When a pause ends by itself; null: when an operator ends it. Of recipients a pause may have .domain as
-- well: the domain and all below it.
alter table flow_rule add column until_at bigint;
