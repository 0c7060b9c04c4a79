-- The type an officer named when confirming; null: as it was read. Without it the model in force would be right about types by definition.
alter table reports add column decided_type text;
create index reports_decided on reports (decided_at) where decided_at is not null;

alter table shadow_readings add check (verdict in ('scam', 'suspicious', 'unclear', 'benign'));
-- A score that is no number is none, either.
alter table shadow_readings add check (score between 0 and 1);
