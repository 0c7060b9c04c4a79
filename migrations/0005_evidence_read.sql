-- Evidence is read: pictures for their text and QR codes, voice notes where a speech server is configured. What came by Telegram is fetched
-- after the report was filed, so a piece may be known before it is here.

alter table evidence alter column sealed drop not null;
-- The platform's own name of a file that is still to be fetched.
alter table evidence add column sealed_source bytea;
alter table evidence add column state text not null default 'unread' check (state in ('waiting', 'read', 'unread', 'gone'));
alter table evidence alter column state drop default;
-- Why it is unread or gone: a few fixed words.
alter table evidence add column reason text;
alter table evidence add column sealed_text bytea;
alter table evidence add column read_at timestamptz;

-- True from receipt until every piece of evidence has been read or given up.
alter table reports add column evidence_due boolean not null default false;
create index reports_evidence_due on reports (read_at) where evidence_due;
