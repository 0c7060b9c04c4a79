-- Told in a message with others: a correction cannot take its place, so it comes as a message of its own.
alter table deliveries add column in_digest boolean not null default false;
