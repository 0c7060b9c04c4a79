-- One tap under a warning: the last one of each chat counts, and goes with the subscription.
create table alert_feedback (
  alert_id uuid not null references alerts (id),
  subscriber_id uuid not null references subscribers (id) on delete cascade,
  kind text not null check (kind in ('got_it_too', 'nearly_paid', 'not_relevant')),
  said_at timestamptz not null,
  primary key (alert_id, subscriber_id)
);
create index alert_feedback_subscriber on alert_feedback (subscriber_id);
