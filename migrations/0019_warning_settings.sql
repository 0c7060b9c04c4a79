-- How somebody wants to be warned, besides of what.
alter table subscribers
  -- Only warnings of this grade or a graver one.
  add column least_grade text not null default 'notice' check (least_grade in ('notice', 'caution', 'warning', 'danger')),
  -- Full hours of the day in time_zone; both null: none. Danger is told at any hour.
  add column quiet_from smallint check (quiet_from between 0 and 23),
  add column quiet_to smallint check (quiet_to between 0 and 23),
  add column time_zone text not null default 'Asia/Kuala_Lumpur',
  -- All of a day at once, in the morning.
  add column daily boolean not null default false,
  add column snoozed_until timestamptz,
  add column easy_read boolean not null default false,
  add constraint quiet_hours_whole check ((quiet_from is null) = (quiet_to is null));

-- Somebody whom a person wants to be told when they report a loss. Both agree: the owner makes the invitation, the contact accepts it.
create table trusted_contacts (
  id uuid primary key,
  owner_hash bytea not null,
  -- Of the invitation's secret; null once it was accepted.
  invitation_hash bytea unique,
  contact_hash bytea,
  sealed_contact bytea,
  contact_language text,
  made_at timestamptz not null,
  accepted_at timestamptz,
  constraint contact_whole check ((accepted_at is null) = (contact_hash is null) and (contact_hash is null) = (sealed_contact is null))
);
create index trusted_contacts_owner on trusted_contacts (owner_hash);
create index trusted_contacts_contact on trusted_contacts (contact_hash);
