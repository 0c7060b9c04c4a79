-- An officer slows a warning down: at most so many messages a second to who has nothing of it yet, and when the next may be taken.
alter table alerts add column pace integer check (pace between 1 and 1000);
alter table alerts add column pace_free_at timestamptz;
alter table alerts add check ((pace is null) = (pace_free_at is null));

-- A subscriber is told by the bot in which they asked, a message put right by the bot that sent it. 0: the bot of TELEGRAM_BOT_TOKEN.
alter table subscribers add column bot_id bigint not null default 0;
alter table deliveries add column bot_id bigint not null default 0;
drop index deliveries_todo;
create index deliveries_todo on deliveries (alert_id, channel, bot_id, rank, subscriber_id) where state in ('waiting', 'claimed');
-- What is to be put right on a screen is found beside however many wait.
create index deliveries_to_put_right on deliveries (alert_id, channel, bot_id, rank, subscriber_id) where state in ('waiting', 'claimed') and version_sent is not null;

-- A public channel in which the service itself posts: a subscriber of its own kind, first in line.
alter table subscribers add column public_channel boolean not null default false;
alter table deliveries drop constraint deliveries_rank_check;
alter table deliveries add constraint deliveries_rank_check check (rank between -1 and 2);
-- When it was first told; corrections move sent_at.
alter table deliveries add column told_at timestamptz;
