-- Detection by two clocks: what each series was reported on each day, when the service could receive, and every alarm with its numbers.

-- Counts outlive the reports they come from. `late` came too late to be news of its day.
create table series_days (
  series text not null,
  day date not null,
  count integer not null,
  late integer not null,
  -- Of the last test on that day; null: not tested.
  expected double precision,
  p double precision,
  primary key (series, day)
);
create index series_days_by_day on series_days (day);

-- Hours in which the service is known to have been there: the worker watched, or reports came.
create table service_hours (
  hour timestamptz primary key,
  reports integer not null,
  watched boolean not null
);

-- One row a detector, subject (series, campaign, or an entity's keyed hash) and day. Alarms that belong together share an alert.
create table alarms (
  id bigint generated always as identity primary key,
  detector text not null check (detector in ('surge', 'velocity', 'campaign', 'novel')),
  subject text not null,
  day date not null,
  type text not null,
  countries text[] not null,
  campaign_ids uuid[] not null,
  entities bytea[] not null,
  window_days integer not null,
  count integer not null,
  expected double precision,
  p double precision,
  reports integer not null,
  reporters integer not null,
  independent_reporters integer not null,
  first_report_at timestamptz not null,
  alert_id uuid not null references alerts (id),
  raised_at timestamptz not null,
  updated_at timestamptz not null,
  unique (detector, subject, day)
);
create index alarms_by_alert on alarms (alert_id);
create index alarms_recent on alarms (updated_at);

-- Reports told late are counted by when they happened.
create index reports_occurred on reports (occurred_at) where occurred_at is not null;
