-- Staff accounts in the shape better-auth expects (a test checks that it finds nothing to change), and the audit trail.

create table staff_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  role text not null check (role in ('viewer', 'officer', 'supervisor', 'administrator', 'partner')),
  language text not null check (language in ('ko', 'ms', 'en')),
  disabled boolean not null
);

create table staff_sessions (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id text not null references staff_users (id) on delete cascade
);
create index staff_sessions_user_id_idx on staff_sessions (user_id);

create table staff_accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references staff_users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index staff_accounts_user_id_idx on staff_accounts (user_id);

create table staff_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index staff_verifications_identifier_idx on staff_verifications (identifier);

-- Failed sign-ins, counted for all processes together. `key` is a keyed hash of the address that was typed.
create table staff_sign_in_attempts (
  key bytea primary key,
  attempts integer not null,
  last_at timestamptz not null
);
create index staff_sign_in_attempts_age on staff_sign_in_attempts (last_at);

-- Who did what: a hash chain. Each hash covers the entry and the hash before it; each mac binds the hash to a key that is not in the database.
create table audit_entries (
  seq bigint primary key,
  at timestamptz(3) not null,
  actor text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details jsonb not null,
  prev_hash text not null,
  hash text not null,
  mac text not null
);
create index audit_entries_by_subject on audit_entries (subject_kind, subject_id, seq);
create index audit_entries_by_actor on audit_entries (actor, seq);

-- The newest entry, so that cutting off the end is noticed.
create table audit_head (
  id integer primary key check (id = 1),
  seq bigint not null,
  hash text not null,
  mac text not null
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_audit_change();
create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function refuse_audit_change();

-- When a published warning was withdrawn or ran out: feeds tell it.
alter table alerts add column ended_at timestamptz;
