-- What officers do with a report besides deciding it: who is to look at it, who asked for a supervisor, what the reporter, a bank and the other
-- country's force were asked or given; and each step with where the report stood before it, so that it can be taken back exactly.

alter table reports add column assigned_to text;
alter table reports add column escalated_at timestamptz;
alter table reports add column escalated_by text;
create index reports_assigned on reports (assigned_to) where assigned_to is not null;
create index reports_escalated on reports (escalated_at) where escalated_at is not null;
create index reports_repeats on reports (duplicate_of) where duplicate_of is not null;

create table report_steps (
  id bigint generated always as identity primary key,
  report_id uuid not null references reports (id),
  decision text not null,
  -- The question, freeze request or handover that it made.
  record_id uuid,
  made_by text not null,
  made_at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  undone_by text,
  undone_at timestamptz
);
create index report_steps_by_report on report_steps (report_id, id);

-- Asked of the reporter, and the answer; both sealed under the report's key. `chat_hash` is null where it is shown at the report's page alone.
create table report_questions (
  id uuid primary key,
  code text not null unique,
  report_id uuid not null references reports (id),
  asked_by text not null,
  asked_at timestamptz not null,
  language text not null check (language in ('ko', 'ms', 'en')),
  sealed bytea not null,
  chat_hash bytea,
  state text not null check (state in ('waiting', 'sent', 'answered', 'withdrawn', 'given_up')),
  due_at timestamptz not null,
  give_up_at timestamptz not null,
  sent_at timestamptz,
  seen_at timestamptz,
  sealed_answer bytea,
  answered_at timestamptz
);
create index report_questions_by_report on report_questions (report_id, asked_at);
create index report_questions_due on report_questions (due_at) where state = 'waiting' and chat_hash is not null;

-- A bank was asked to stop money: bank, account and amount sealed under the report's key.
create table freeze_requests (
  id uuid primary key,
  report_id uuid not null references reports (id),
  sealed bytea not null,
  requested_by text not null,
  requested_at timestamptz not null,
  answer text check (answer in ('frozen', 'partly', 'too_late', 'refused')),
  answered_by text,
  answered_at timestamptz,
  withdrawn_at timestamptz
);
create index freeze_requests_by_report on freeze_requests (report_id, requested_at);

-- Given to the other country's force: on which ground, which parts, and the copy itself, sealed under the report's key.
create table report_handovers (
  id uuid primary key,
  report_id uuid not null references reports (id),
  country text not null check (country in ('KR', 'MY')),
  ground text not null check (ground in ('consent', 'danger_to_life', 'legal_request')),
  parts text[] not null,
  sealed bytea not null,
  made_by text not null,
  made_at timestamptz not null,
  -- When the copy was taken out to be given: from then on it cannot be taken back.
  given_at timestamptz,
  withdrawn_at timestamptz
);
create index report_handovers_by_report on report_handovers (report_id, made_at);
