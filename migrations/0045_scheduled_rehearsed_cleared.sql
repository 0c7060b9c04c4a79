-- Warnings that are sent at a set time, that are rehearsed, and that end with an all-clear (decision 45).
alter table alerts drop constraint alerts_state_check;
alter table alerts add constraint alerts_state_check check (state in ('proposed', 'draft', 'scheduled', 'published', 'withdrawn', 'expired', 'dismissed'));
alter table alerts add column scheduled_for timestamptz;
alter table alerts add check ((state = 'scheduled') = (scheduled_for is not null));
create index alerts_scheduled on alerts (scheduled_for) where state = 'scheduled';

-- From its first draft to its end.
alter table alerts add column exercise boolean not null default false;
alter table subscribers add column exercises boolean not null default false;
alter table webhook_endpoints add column exercises boolean not null default false;

-- Ended because it was over, not because it was wrong.
alter table alerts add column all_clear boolean not null default false;
alter table alerts add check (not all_clear or state = 'withdrawn');
