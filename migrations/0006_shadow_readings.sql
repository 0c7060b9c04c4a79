-- What a model on trial says of a report, beside the reading that counts. Nothing depends on it.

create table shadow_readings (
  report_id uuid not null references reports (id),
  model_id text not null,
  verdict text not null,
  score double precision not null,
  type text not null,
  scored_at timestamptz not null,
  primary key (report_id, model_id)
);
