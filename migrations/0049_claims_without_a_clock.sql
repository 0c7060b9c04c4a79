-- Whoever sends asks the ledger many times a second for the next rows, for the first moment at which one may be tried, and for what is claimed: each
-- has an index of its own, so that none walks over a million rows that wait for the morning (decision 49).
drop index deliveries_todo;
create index deliveries_todo on deliveries (alert_id, channel, bot_id, rank, subscriber_id) where state = 'waiting';
create index deliveries_due on deliveries (alert_id, channel, bot_id, claimed_at nulls first) where state = 'waiting';
drop index deliveries_to_put_right;
create index deliveries_to_put_right on deliveries (alert_id, channel, bot_id, rank, subscriber_id) where state = 'waiting' and version_sent is not null;
create index deliveries_claimed on deliveries (channel, claimed_at, alert_id) where state = 'claimed';
