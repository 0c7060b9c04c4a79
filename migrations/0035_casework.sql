-- What officers write beside reports, never seen by who reported: notes sealed under the report's key, labels of one shared list, machine translations.

create table report_notes (
  id uuid primary key,
  report_id uuid not null references reports (id),
  author text not null,
  written_at timestamptz not null,
  sealed bytea not null,
  -- Staff ids.
  mentions text[] not null,
  -- Written by who passed the report on.
  passed_on_to text
);
create index report_notes_by_report on report_notes (report_id, written_at);
create index report_notes_mentions on report_notes using gin (mentions);

create table labels (
  id uuid primary key,
  name text not null,
  colour text not null check (colour in ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet')),
  made_by text not null,
  made_at timestamptz not null,
  retired_at timestamptz
);
create unique index labels_name on labels (lower(name)) where retired_at is null;

create table report_labels (
  report_id uuid not null references reports (id),
  label_id uuid not null references labels (id),
  put_by text not null,
  put_at timestamptz not null,
  primary key (report_id, label_id)
);
create index report_labels_by_label on report_labels (label_id);

-- Of the masked text only; sealed under the report's key. Without words: asked for, and its cost at most reserved.
create table report_translations (
  report_id uuid not null references reports (id),
  language text not null check (language in ('ko', 'ms', 'en')),
  model text not null,
  sealed bytea,
  cost_usd numeric(12, 6) not null,
  made_at timestamptz not null,
  primary key (report_id, language)
);
