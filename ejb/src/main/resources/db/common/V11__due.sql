-- What may be claimed, in the order in which it is claimed.

-- When a waiting recipient is due. Null for all others: the index on it then holds nothing else that
-- anybody asks for, and is not touched while a message that was claimed at birth runs through.
alter table recipient add column due_at bigint;
-- 0 before 1 before 2.
alter table recipient add column urgency integer default 1 not null;
-- The line of a next-hop domain that has more due recipients than it can have under way: the domain
-- itself. They are claimed by its name then, not by their time, and due_at is null.
alter table recipient add column parked varchar(255);

update recipient set due_at = next_attempt where state in ('QUEUED', 'DEFERRED');

create index recipient_due_at on recipient (urgency, due_at);
create index recipient_parked on recipient (parked, urgency, next_attempt);
drop index recipient_due;
create index recipient_state on recipient (state, id desc);
