-- The triage queue: where an open report stands, from what it says of itself (core/triage/queue/place-in-queue.ts), found by an index.

alter table reports add column in_danger boolean not null default false;
-- What the reading found that makes it more pressing: codes of core/reports/weighs.ts.
alter table reports add column weighs text[] not null default '{}';
-- What it was read as, beside the report: the queue is narrowed to it without looking at every reading.
alter table reports add column read_type text;
alter table reports add column read_verdict text;
alter table reports add column read_language text;
update reports r set read_type = g.type, read_verdict = g.verdict, read_language = g.language from readings g where g.report_id = r.id;
-- How often its campaign doubled within a day; kept by a chore while the report is open.
alter table reports add column growth smallint not null default 0;
-- Until now only this said that somebody is in danger.
update reports set in_danger = true where urgent and loss_state <> 'lost';

-- Hours that a report stands ahead of one without any weight that came when it did.
create function head_start_hours(loss_state text, weighs text[], growth smallint) returns integer language sql immutable as $$
  select case when loss_state = 'lost' or 'money_lost' = any(weighs) then 12 else 0 end
    + case when 'intimate_images' = any(weighs) then 8 else 0 end
    + case when 'device' = any(weighs) then 4 else 0 end
    + case when 'identity_documents' = any(weighs) then 2 else 0 end
    + case when 'credentials' = any(weighs) then 2 else 0 end
    + 2 * growth
$$;
-- Hours are the same everywhere, so this may be called immutable.
create function stands_at(received_at timestamptz, hours integer) returns timestamptz language sql immutable as $$
  select received_at - make_interval(hours => hours)
$$;
alter table reports add column stands_at timestamptz not null
  generated always as (stands_at(received_at, head_start_hours(loss_state, weighs, growth))) stored;

drop index reports_open;
create index reports_in_danger on reports (stands_at, id) where state in ('received', 'in_review') and (in_danger or weighs && '{held}'::text[]);
create index reports_money_moved on reports (coalesce(paid_at, received_at), id) where state in ('received', 'in_review') and urgent and loss_state = 'lost';
create index reports_waiting on reports (stands_at, id) where state in ('received', 'in_review');
create index reports_grown on reports (id) where growth > 0;
create index reports_claimed on reports (claimed_by) where claimed_by is not null;
-- What the console is told of as it happens.
create index reports_matched on reports (matched_at) where matched_at is not null;
create index campaign_reports_recent on campaign_reports (joined_at);

-- Filters of the queue under a name; `owner` alone sees it unless it is shared.
create table queue_views (
  id uuid primary key,
  owner text not null,
  name text not null check (length(name) between 1 and 60),
  -- The queue's own address, without `?`.
  search text not null check (length(search) <= 500),
  shared boolean not null,
  made_at timestamptz not null,
  unique (owner, name)
);
-- The view that an officer's queue opens with.
create table queue_default_views (
  staff_id text primary key,
  view_id uuid not null references queue_views (id) on delete cascade
);
create index queue_default_views_view on queue_default_views (view_id);

-- What was done to several reports at once, so that it can be undone: where each stood before and after.
create table triage_batches (
  id uuid primary key,
  made_by text not null,
  decision text not null,
  made_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  check ((undone_by is null) = (undone_at is null))
);
create index triage_batches_by_maker on triage_batches (made_by, made_at);
create table triage_batch_reports (
  batch_id uuid not null references triage_batches (id),
  report_id uuid not null references reports (id),
  before jsonb not null,
  after jsonb not null,
  primary key (batch_id, report_id)
);
create index triage_batch_reports_by_report on triage_batch_reports (report_id);
