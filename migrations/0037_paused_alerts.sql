-- An officer holds a warning up: the version that was on its way then, and everything to who has nothing of it yet, waits.
alter table alerts add column paused_at timestamptz;
alter table alerts add column paused_version integer;
alter table alerts add check ((paused_at is null) = (paused_version is null));
