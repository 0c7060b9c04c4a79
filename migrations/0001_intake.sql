-- Intake: what was received, durable before it is acknowledged. Personal content is sealed (AES-256-GCM, one key a report).

create table settings (
  key text primary key,
  value jsonb not null
);

create table reports (
  id uuid primary key,
  reference text not null unique,
  source text not null check (source in ('webhook', 'telegram', 'web', 'import')),
  partner text,
  channel text,
  country text,
  language text,
  received_at timestamptz not null,
  occurred_at timestamptz,
  urgent boolean not null,
  loss_state text not null check (loss_state in ('lost', 'none', 'unknown')),
  paid_at timestamptz,
  reporter_hash bytea,
  consent jsonb not null,
  state text not null default 'received' check (state in ('received', 'in_review', 'confirmed', 'rejected', 'duplicate', 'erased')),
  duplicate_of uuid references reports (id),
  claimed_by text,
  claim_expires_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  read_at timestamptz,
  matched_at timestamptz,
  wrapped_key bytea,
  sealed bytea
);
create index reports_received on reports (received_at);
create index reports_unread on reports (received_at) where matched_at is null;
create index reports_open on reports (urgent desc, received_at) where state in ('received', 'in_review');
create index reports_by_reporter on reports (reporter_hash, received_at) where reporter_hash is not null;

create table evidence (
  report_id uuid not null references reports (id),
  position integer not null,
  content_type text not null,
  sealed bytea not null,
  primary key (report_id, position)
);

-- One row a partner and webhook-id: the same request again gets the same answer.
create table intake_requests (
  partner text not null,
  request_id text not null,
  body_sha256 bytea not null,
  report_id uuid not null references reports (id) deferrable initially deferred,
  answer jsonb not null,
  received_at timestamptz not null,
  primary key (partner, request_id)
);
create index intake_requests_age on intake_requests (received_at);

-- Facts on their way from a transaction to the queue; the relay deletes what it has handed over.
create table outbox (
  id bigint generated always as identity primary key,
  fact text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);

create table dead_letters (
  id bigint generated always as identity primary key,
  queue text not null,
  job text not null,
  payload jsonb not null,
  error text not null,
  failed_at timestamptz not null default now(),
  replayed_at timestamptz
);
create index dead_letters_open on dead_letters (failed_at) where replayed_at is null;

-- Telegram updates as they came, stored before they are acknowledged, handled in order per chat.
create table telegram_updates (
  update_id bigint primary key,
  chat_hash bytea not null,
  sealed bytea,
  received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'quarantined')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  finished_at timestamptz
);
create index telegram_updates_waiting on telegram_updates (chat_hash, update_id) where state = 'waiting';
create index telegram_updates_quarantined on telegram_updates (update_id) where state = 'quarantined';

-- Answers to people, written with the state they follow from and deleted when Telegram has taken them.
create table telegram_replies (
  id bigint generated always as identity primary key,
  chat_hash bytea not null,
  sealed bytea not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null
);
create index telegram_replies_order on telegram_replies (chat_hash, id);

create table conversations (
  chat_hash bytea primary key,
  sealed bytea not null,
  silence_due_at timestamptz,
  updated_at timestamptz not null
);
create index conversations_silent on conversations (silence_due_at) where silence_due_at is not null;
