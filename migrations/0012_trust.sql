-- What weighs reporters against each other besides their age: keyed hashes of a device and of a forwarded message, and a sample of the words in
-- which a report is told (hashes, like signatures). Reports before this have none; they weigh as they did.
alter table reports
  add column device_hash bytea,
  add column forward_hash bytea;

create table tellings (
  report_id uuid primary key references reports (id),
  whole bytea not null,
  whole_length integer not null,
  -- null: no words of their own
  own bytea,
  own_length integer,
  vouching boolean not null
);

-- A listed holder objects. The value, the statement and the contact are sealed; the keyed hash finds the indicator.
create table disputes (
  id uuid primary key,
  reference text not null unique,
  kind text not null,
  value_hash bytea not null,
  sealed bytea,
  reason text not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  -- Whether it took the public mark down by itself.
  downgraded boolean not null,
  filed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz
);
create index disputes_open on disputes (filed_at) where state = 'open';
create index disputes_by_value on disputes (value_hash, filed_at);

-- Published warnings that name what is disputed, with the version that named it.
create table dispute_alerts (
  dispute_id uuid not null references disputes (id),
  alert_id uuid not null references alerts (id),
  version_before integer not null,
  version_after integer not null,
  primary key (dispute_id, alert_id)
);
