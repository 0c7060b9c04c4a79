-- The dialogue in a browser: the same conversation as in Telegram, and what Telegram keeps there for us: what was said, and files until they are
-- filed. Both sealed; whoever holds the browser's key reads them.

alter table conversations add column face text not null default 'telegram' check (face in ('telegram', 'browser'));

create table browser_messages (
  id bigint generated always as identity primary key,
  chat_hash bytea not null,
  -- The form it was sent with: sent twice, it is heard once.
  turn uuid,
  -- What was said about a report goes with it.
  report_id uuid references reports (id),
  sealed bytea not null,
  created_at timestamptz not null
);
create index browser_messages_chat on browser_messages (chat_hash, id);
create unique index browser_messages_turn on browser_messages (chat_hash, turn) where turn is not null;
create index browser_messages_report on browser_messages (report_id) where report_id is not null;
create index browser_messages_age on browser_messages (created_at);

create table browser_files (
  id uuid primary key,
  chat_hash bytea not null,
  sealed bytea not null,
  created_at timestamptz not null
);
