-- Partners' servers that get every warning as a signed webhook: published, corrected, withdrawn.

-- Set with each publication or withdrawal, null once it is entered for every endpoint concerned: what the sweeper looks at.
alter table alerts add column webhooks_due_since timestamptz;
create index alerts_webhooks_due on alerts (webhooks_due_since) where webhooks_due_since is not null;

create table webhook_endpoints (
  id uuid primary key,
  partner text not null check (partner ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  sealed_url bytea not null,
  sealed_secret bytea not null,
  -- The one before it, by which messages are signed as well until then.
  sealed_old_secret bytea,
  old_secret_until timestamptz,
  -- Empty: all.
  types text[] not null,
  countries text[] not null,
  least_grade text not null check (least_grade in ('notice', 'caution', 'warning', 'danger')),
  added_at timestamptz not null,
  -- It asked to be left alone until then (Retry-After).
  quiet_until timestamptz,
  -- When the first of its failures came since it last took something.
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  check ((sealed_old_secret is null) = (old_secret_until is null)),
  check ((disabled_at is null) = (disabled_reason is null))
);

-- The ledger: one row an endpoint and message. Its id is the header webhook-id.
create table webhook_messages (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints (id) on delete cascade,
  event text not null check (event in ('alert.published', 'alert.updated', 'alert.withdrawn', 'ping')),
  -- null: a ping.
  alert_id uuid references alerts (id),
  version integer,
  state text not null check (state in ('waiting', 'claimed', 'sent', 'dead', 'dropped')),
  entered_at timestamptz not null,
  attempts integer not null default 0,
  -- Waiting: not before then. Claimed: after that whoever claimed it is dead.
  next_attempt_at timestamptz not null,
  -- The endpoint may have it since then.
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  -- Of the last answer; null: none came.
  status integer,
  last_error text,
  sent_at timestamptz,
  check ((event = 'ping') = (alert_id is null)),
  check ((alert_id is null) = (version is null)),
  unique (endpoint_id, alert_id, version, event)
);
create index webhook_messages_unsent on webhook_messages (endpoint_id, entered_at, id) where state in ('waiting', 'claimed');
create index webhook_messages_by_alert on webhook_messages (alert_id);
