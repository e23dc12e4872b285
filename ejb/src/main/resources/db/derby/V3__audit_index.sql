-- The audit log is read a page at a time, newest first. Derby walks an index in its own order only.
create index audit_entry_done_at on audit_entry (done_at desc, id desc);
