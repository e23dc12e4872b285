-- The audit log is read a page at a time, newest first.
create index audit_entry_done_at on audit_entry (done_at desc, id desc);
