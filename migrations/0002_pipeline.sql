-- What the worker makes of a report: how it reads, what it resembles, which campaign it belongs to.

create table readings (
  report_id uuid primary key references reports (id),
  reader_version integer not null,
  language text not null,
  verdict text not null check (verdict in ('scam', 'suspicious', 'unclear', 'benign')),
  score real not null,
  type text not null,
  types jsonb not null,
  loss jsonb not null,
  amounts jsonb not null,
  sealed bytea,
  read_at timestamptz not null
);
create index readings_by_type on readings (type, read_at);

create table indicators (
  report_id uuid not null references reports (id),
  kind text not null,
  value_hash bytea not null,
  official boolean not null,
  shared boolean not null,
  sealed bytea,
  primary key (report_id, kind, value_hash)
);
create index indicators_by_value on indicators (value_hash);

-- What is worth comparing of a report's indicators (see core/matching/indicator-weight.ts), by keyed hash.
create table match_keys (
  report_id uuid not null references reports (id),
  key_hash bytea not null,
  kind text not null,
  weight real not null,
  primary key (report_id, key_hash)
);
create index match_keys_by_key on match_keys (key_hash, report_id);

-- MinHash of the normalised text: bands find candidates, the sketch scores them, equal templates are copies of one script.
create table signatures (
  report_id uuid primary key references reports (id),
  bands bigint[] not null,
  sketch bytea not null,
  length integer not null,
  template bigint not null,
  version integer not null
);
create index signatures_bands on signatures using gin (bands);

create table matches (
  report_id uuid not null references reports (id),
  target_kind text not null check (target_kind in ('pattern', 'report')),
  target_id text not null,
  score real not null,
  band text not null check (band in ('same', 'similar')),
  via text[] not null,
  primary key (report_id, target_kind, target_id)
);

create table campaigns (
  id uuid primary key,
  number bigint generated always as identity unique,
  type text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  merged_into uuid references campaigns (id)
);
create index campaigns_recent on campaigns (last_seen_at desc);

create table campaign_reports (
  report_id uuid primary key references reports (id),
  campaign_id uuid not null references campaigns (id),
  joined_by text[] not null,
  joined_at timestamptz not null
);
create index campaign_reports_by_campaign on campaign_reports (campaign_id, joined_at);

-- A second opinion by a language model, where one is configured. It decides nothing. Written before the model is asked, so that what it may cost
-- counts at once; opinion stays null when no usable answer came. Enumerated and numeric fields in plain, the model's own words sealed.
create table model_opinions (
  report_id uuid primary key references reports (id),
  model text not null,
  opinion jsonb,
  sealed bytea,
  cost_usd numeric(12, 6) not null,
  given_at timestamptz not null
);
create index model_opinions_spending on model_opinions (given_at);
