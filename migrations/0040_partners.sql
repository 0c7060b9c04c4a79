-- Whom a partner's account belongs to: an organisation that files reports, or the force of a country that reports are handed over to. And what
-- that force did with a report that was handed over to it.

alter table staff_users
  -- As WEBHOOK_SECRETS names it.
  add column partner text check (partner ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  add column country text check (country in ('KR', 'MY')),
  add check (partner is null or country is null),
  add check (role = 'partner' or (partner is null and country is null));

alter table report_handovers
  -- When somebody there first saw it in the console, and said that they take it.
  add column opened_at timestamptz,
  add column acknowledged_at timestamptz,
  add column acknowledged_by text,
  add check ((acknowledged_at is null) = (acknowledged_by is null));
create index report_handovers_by_country on report_handovers (country, made_at) where withdrawn_at is null;

create index reports_by_partner on reports (partner, received_at, reference) where partner is not null;
