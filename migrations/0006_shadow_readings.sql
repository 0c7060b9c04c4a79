-- Models of the reader are compared before one replaces another, against what officers decided.

-- The type an officer named when confirming; null: as it was read.
alter table reports add column decided_type text;
create index reports_decided on reports (decided_at) where decided_at is not null;

-- What a model in shadow says of a report; nothing but the comparison reads it. `model` is the id in the model file's header.
create table shadow_readings (
  report_id uuid not null references reports (id),
  model text not null,
  verdict text not null check (verdict in ('scam', 'suspicious', 'unclear', 'benign')),
  score real not null check (score between 0 and 1),
  type text not null,
  primary key (report_id, model)
);
