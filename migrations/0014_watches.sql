-- Who checked something may have it watched for some days: told once for each change of what is publicly known of it. The keyed hash finds the
-- indicator; the chat, and the masked form in which it was shown, are sealed.
create table watches (
  id uuid primary key,
  chat_hash bytea not null,
  kind text not null,
  value_hash bytea not null,
  sealed bytea not null,
  language text not null,
  -- What the ladder said when the person was told last, or when the watch began.
  told text not null,
  -- Notices so far.
  notices integer not null default 0,
  -- Reports matched until then have been looked at.
  looked_at timestamptz not null,
  started_at timestamptz not null,
  until timestamptz not null,
  unique (chat_hash, kind, value_hash)
);
create index watches_by_value on watches (value_hash);
create index watches_until on watches (until);

-- The ledger: one row a watch and change, so that nobody is told twice.
create table watch_notices (
  id uuid primary key,
  watch_id uuid not null references watches (id) on delete cascade,
  number integer not null,
  notice text not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- Sent, overtaken by a newer one, or given up; null: still to be sent.
  done_at timestamptz,
  unique (watch_id, number)
);
create index watch_notices_waiting on watch_notices (next_attempt_at) where done_at is null;

-- Groups in which nobody wants to be warned unasked, and what a group was warned of lately. Nothing that was said in one is kept.
create table quiet_groups (chat_hash bytea primary key, since timestamptz not null);
create table group_warnings (
  chat_hash bytea not null,
  value_hash bytea not null,
  warned_at timestamptz not null,
  primary key (chat_hash, value_hash)
);
create index group_warnings_old on group_warnings (warned_at);
