-- The second factor: an authenticator app and its spare codes (in the shape better-auth expects), codes that were used, and when a session
-- last proved it.

alter table staff_users
  add column two_factor_enabled boolean not null default false,
  -- IANA name; null: as the browser says.
  add column time_zone text;
alter table staff_sessions add column second_factor_at timestamptz;

-- Secret and spare codes are encrypted with a key derived from the master key.
create table staff_second_factors (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references staff_users (id) on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
create index staff_second_factors_secret_idx on staff_second_factors (secret);
create unique index staff_second_factors_user_id_idx on staff_second_factors (user_id);

-- A code holds for a minute and a half; who has seen it typed must not use it again. `key` is a keyed hash of account and code.
create table staff_used_codes (
  key bytea primary key,
  used_at timestamptz not null
);
create index staff_used_codes_age on staff_used_codes (used_at);
