-- One index for each question that is asked of a long queue, in the order of its answer. Derby walks
-- an index in its own order only.

-- First in, first out inside an urgency.
create index recipient_due_order on recipient (urgency, due_at, id);
drop index recipient_due_at;
create index recipient_parked_order on recipient (parked, urgency, next_attempt, id);
drop index recipient_parked;
-- The list of a domain, newest first.
create index recipient_domain_state on recipient (domain, state, id desc);
drop index recipient_domain;
-- The messages of a requirement, newest first.
create index message_requirement on message (requirement, id desc);

-- When a finished recipient was finished, until it has been looked at whether its message can go.
alter table recipient add column sweep_at bigint;
update recipient set sweep_at = finished_at;
create index recipient_sweep on recipient (sweep_at);
drop index message_received;

-- What the sender said about the priority of a message, from -9 to 9 (RFC 6710 §4); null for nothing.
alter table message add column mt_priority integer;
