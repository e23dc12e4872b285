-- Why messages were sent as they were: JSON, host by host. Null for attempts of an earlier version,
-- which have lines of text in "hosts" instead.
alter table attempt add column trace varchar(32000);
