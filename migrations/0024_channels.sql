-- Warnings go out by more than one way, each at a pace of its own: who sends by one takes the rows of that one only.
alter table deliveries add column channel text not null default 'telegram' check (channel in ('telegram', 'web_push'));
alter table deliveries alter column channel drop default;
drop index deliveries_todo;
create index deliveries_todo on deliveries (alert_id, channel, subscriber_id) where state in ('waiting', 'claimed');

alter table subscribers drop constraint subscribers_channel_check;
alter table subscribers add constraint subscribers_channel_check check (channel in ('telegram', 'web_push'));

-- A browser that is not to be warned any more is forgotten together with what it was sent.
alter table deliveries drop constraint deliveries_subscriber_id_fkey;
alter table deliveries add constraint deliveries_subscriber_id_fkey foreign key (subscriber_id) references subscribers (id) on delete cascade;
create index deliveries_subscriber on deliveries (subscriber_id);
-- Browsers that are gone are looked for by age.
create index subscribers_gone on subscribers (updated_at) where channel = 'web_push' and not active;
