-- What says more of a report goes with it when it is erased.
alter table reports add column adds_to uuid references reports (id);
create index reports_additions on reports (adds_to) where adds_to is not null;

-- Receipts that were handed out, found by the keyed hash of their code. The content is sealed under the report's key: erased with it, while
-- that there was such a receipt stays to be said.
create table receipts (
  code_hash bytea primary key,
  report_id uuid not null references reports (id),
  language text not null,
  sealed bytea,
  issued_at timestamptz not null
);
create index receipts_by_report on receipts (report_id);
