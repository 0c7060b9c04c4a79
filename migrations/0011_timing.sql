-- What the two figures that decide rest on and nothing else tells: when a warning first reached somebody (the ledger's sent_at moves with
-- corrections), and how long somebody who has just paid waited for the card with whom to call.
alter table alerts add column first_sent_at timestamptz;
update alerts set first_sent_at = (select min(sent_at) from deliveries d where d.alert_id = alerts.id);
create index alerts_first_sent on alerts (first_sent_at) where first_sent_at is not null;

-- No person and no report: only how long it took.
create table urgent_cards (
  id bigint generated always as identity primary key,
  face text not null check (face in ('telegram', 'webhook', 'web')),
  received_at timestamptz not null,
  sent_at timestamptz not null
);
create index urgent_cards_sent on urgent_cards (sent_at);
