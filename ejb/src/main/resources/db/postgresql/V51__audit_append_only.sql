-- A line of the audit log is never changed and never removed, whoever asks.

create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log_is_append_only';
end
$$;
create trigger audit_entry_unchanged before update or delete on audit_entry
  for each row execute function audit_log_is_append_only();
create trigger audit_entry_kept before truncate on audit_entry
  for each statement execute function audit_log_is_append_only();
