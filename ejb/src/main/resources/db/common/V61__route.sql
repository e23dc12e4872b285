-- Where an operator sends a message instead of where the settings or the DNS say: 'mx' or a route as in
-- the settings; null for neither.
alter table message add column route varchar(1000);
