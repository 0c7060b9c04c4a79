-- Who reported or checked the same thing is told of a warning before everybody else (decision 44). The keyed hash is the one by which a Telegram
-- account's own reports are found; null: a group, or a browser.
alter table subscribers add column reporter_hash bytea;
create index subscribers_reporter on subscribers (reporter_hash) where reporter_hash is not null;

-- 0: affected, 1: asked for this country, 2: asked for all.
alter table deliveries add column rank smallint not null default 2 check (rank between 0 and 2);
drop index deliveries_todo;
create index deliveries_todo on deliveries (alert_id, channel, rank, subscriber_id) where state in ('waiting', 'claimed');
