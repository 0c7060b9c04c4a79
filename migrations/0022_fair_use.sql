-- How much of what somebody may still ask or tell, counted for all processes together. The person is a keyed hash, as in reports.reporter_hash.
create table allowances (
  person_hash bytea not null,
  what text not null check (what in ('message', 'story', 'report', 'check', 'inline')),
  -- When nothing is used up any more; a rate in one column (GCRA).
  free_at timestamptz not null,
  -- They were told to come again then; nothing is taken before.
  closed_until timestamptz,
  primary key (person_hash, what)
);
create index allowances_free on allowances (free_at);

-- Whom officers have shut out of reporting and checking for a while. The safety card is for everybody.
create table blocked_people (
  id uuid primary key,
  person_hash bytea not null,
  -- The report that it was decided on.
  report_id uuid not null references reports (id),
  reason text not null check (reason in ('flood', 'false_reports', 'abusive', 'automated')),
  blocked_by text not null,
  blocked_at timestamptz not null,
  until timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  -- When they were last told of it.
  told_at timestamptz,
  constraint end_whole check ((ended_by is null) = (ended_at is null))
);
create unique index blocked_people_open on blocked_people (person_hash) where ended_at is null;
create index blocked_people_newest on blocked_people (blocked_at desc, id desc);
