-- Of a ROUTE in flow_rule: mx, or the servers in the order in which they are tried, as in the
-- settings and with a space between them.
alter table flow_rule add column route varchar(1000);
