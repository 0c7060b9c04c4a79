-- Passkeys, in the shape better-auth expects: public keys only, nothing here opens anything.

create table staff_passkeys (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references staff_users (id) on delete cascade,
  credential_id text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz,
  aaguid text
);
create index staff_passkeys_user_id_idx on staff_passkeys (user_id);
create unique index staff_passkeys_credential_id_idx on staff_passkeys (credential_id);
