-- What somebody did, what was done to a message, where something was done: newest first.
create index audit_entry_actor on audit_entry (actor, done_at desc, id desc);
create index audit_entry_action on audit_entry (action, done_at desc, id desc);
create index audit_entry_message on audit_entry (message_id, done_at desc, id desc);
