-- What is told after a report was filed: answers sealed under the report's key, and
-- consents one by one, each with the version of its wording and its time; a later answer stands beside the earlier one.
create table report_answers (
  report_id uuid not null references reports (id),
  question text not null,
  sealed bytea not null,
  answered_at timestamptz not null,
  primary key (report_id, question)
);

create table report_consents (
  report_id uuid not null references reports (id),
  purpose text not null check (purpose in ('share_KR', 'share_MY', 'contact', 'on_behalf')),
  given boolean not null,
  version integer not null,
  answered_at timestamptz not null,
  primary key (report_id, purpose, answered_at)
);

-- Messages of ours that nobody asked for: each at most once a report.
create table follow_ups (
  report_id uuid not null references reports (id),
  about text not null check (about in ('call', 'frozen', 'recovery')),
  chat_hash bytea not null,
  due_at timestamptz not null,
  give_up_at timestamptz not null,
  sent_at timestamptz,
  primary key (report_id, about)
);
create index follow_ups_due on follow_ups (due_at) where sent_at is null;
create index follow_ups_by_chat on follow_ups (chat_hash, about);
