-- Warnings: proposed by a detector or drafted by an officer, approved by two, delivered once a subscriber.

create table alerts (
  id uuid primary key,
  code text not null unique,
  state text not null check (state in ('proposed', 'draft', 'published', 'withdrawn', 'expired', 'dismissed')),
  proposal_key text unique,
  campaign_id uuid references campaigns (id),
  evidence jsonb not null,
  current_version integer not null,
  published_version integer,
  published_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null,
  -- Set with each publication or withdrawal, null once every subscriber concerned has been told: what the sweeper looks at.
  delivery_due_since timestamptz
);
create index alerts_by_state on alerts (state, created_at desc);
create index alerts_undelivered on alerts (delivery_due_since) where delivery_due_since is not null;

create table alert_versions (
  alert_id uuid not null references alerts (id),
  version integer not null,
  content jsonb not null,
  content_hash text not null,
  author text not null,
  created_at timestamptz not null,
  primary key (alert_id, version)
);

create table alert_approvals (
  alert_id uuid not null,
  version integer not null,
  approver text not null,
  content_hash text not null,
  approved_at timestamptz not null,
  primary key (alert_id, version, approver),
  foreign key (alert_id, version) references alert_versions (alert_id, version)
);

create table subscribers (
  id uuid primary key,
  channel text not null check (channel in ('telegram')),
  address_hash bytea not null unique,
  sealed_address bytea not null,
  language text not null,
  types text[] not null,
  countries text[] not null,
  active boolean not null,
  inactive_reason text,
  updated_at timestamptz not null
);
create index subscribers_active on subscribers (id) where active;

-- The ledger: one row a subscriber and alert. version_sent is what they have on their screen.
create table deliveries (
  alert_id uuid not null references alerts (id),
  subscriber_id uuid not null references subscribers (id),
  version_wanted integer not null,
  version_sent integer,
  state text not null check (state in ('waiting', 'claimed', 'sent', 'failed')),
  message_id bigint,
  attempts integer not null default 0,
  last_error text,
  claimed_at timestamptz,
  sent_at timestamptz,
  primary key (alert_id, subscriber_id)
);
create index deliveries_todo on deliveries (alert_id, subscriber_id) where state in ('waiting', 'claimed');
