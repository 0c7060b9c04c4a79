-- What was done in a shift, and the audit trail between two days.
create index audit_entries_by_time on audit_entries (at);
