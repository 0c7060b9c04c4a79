-- Where a subscriber lives, as they chose it: ISO 3166-2. Of a country of which none is named, everywhere in it. Goes when they unsubscribe.
alter table subscribers add column regions text[] not null default '{}';

-- -1: a public channel, 0: affected, 1: chose a region of the warning, 2: asked for its country, 3: the rest. What waits keeps its order.
alter table deliveries drop constraint deliveries_rank_check;
update deliveries set rank = rank + 1 where rank > 0;
alter table deliveries alter column rank set default 3, add constraint deliveries_rank_check check (rank between -1 and 3);
