-- Campaigns are merged, split and put back; what changed them stays known, and by whom.

-- Counts changes of what belongs to it other than a report's arrival: what was on an officer's screen is told by it.
alter table campaigns add column version integer not null default 0;
-- When a report last came after a long silence.
alter table campaigns add column woke_at timestamptz;
create index campaigns_merged on campaigns (merged_into) where merged_into is not null;

-- The campaign that one was merged into, at the end of the chain; itself when it was not.
create function root_campaign(campaign uuid) returns uuid language sql stable as $$
  with recursive up as (
    select id, merged_into from campaigns where id = campaign
    union all
    select c.id, c.merged_into from campaigns c join up on c.id = up.merged_into
  )
  select id from up where merged_into is null
$$;
-- A campaign and all that were merged into it.
create function campaign_family(campaign uuid) returns setof uuid language sql stable as $$
  with recursive down as (
    select campaign as id
    union all
    select c.id from campaigns c join down on c.merged_into = down.id
  )
  select id from down
$$;

create table campaign_changes (
  id uuid primary key,
  kind text not null check (kind in ('absorbed', 'merged', 'split', 'detached')),
  -- Where the reports were, and where they went.
  from_id uuid not null references campaigns (id),
  into_id uuid not null references campaigns (id),
  -- The report that tied the two together (absorbed).
  report_id uuid references reports (id),
  -- Staff id, or `system`.
  made_by text not null,
  made_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  check ((undone_by is null) = (undone_at is null))
);
create index campaign_changes_from on campaign_changes (from_id);
create index campaign_changes_into on campaign_changes (into_id);
create unique index campaign_changes_in_force on campaign_changes (from_id) where kind in ('absorbed', 'merged') and undone_at is null;

-- Which reports a change moved: what undoing it puts back.
create table campaign_moves (
  change_id uuid not null references campaign_changes (id),
  report_id uuid not null references reports (id),
  primary key (change_id, report_id)
);
create index campaign_moves_by_report on campaign_moves (report_id);

-- Two campaigns that reports tie together, for an officer to merge or to keep apart.
create table merge_proposals (
  one_id uuid not null references campaigns (id),
  other_id uuid not null references campaigns (id),
  -- Reports that tie them, and the last of them; none where an officer parted what nothing had tied.
  ties integer not null,
  report_id uuid references reports (id),
  proposed_at timestamptz not null,
  tied_at timestamptz not null,
  kept_apart_by text,
  kept_apart_at timestamptz,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index merge_proposals_other on merge_proposals (other_id);
create index merge_proposals_open on merge_proposals (tied_at) where kept_apart_at is null;

-- By which rules a report's match keys were made; those of before are made again.
alter table signatures add column keys_version integer not null default 1;
alter table signatures alter column keys_version drop default;
create index signatures_version on signatures (version);
create index signatures_keys_version on signatures (keys_version);
