-- A line of the audit log is never changed and never removed, whoever asks. Derby has no statement
-- to refuse another one with, so the trigger does what a constraint forbids.

create table audit_guard (
  attempts integer not null,
  constraint audit_log_is_append_only check (attempts = 0)
);
create trigger audit_entry_unchanged after update on audit_entry
  for each row insert into audit_guard values (1);
create trigger audit_entry_kept after delete on audit_entry
  for each row insert into audit_guard values (1);
