-- A blind index of what officers may read of a report: keyed hashes of short pieces of its masked text and of its indicators, 16 bits each
-- (docs/decisions/0030). Written with the reading, gone with the report.

create table report_grams (
  report_id uuid primary key references reports (id),
  version smallint not null,
  grams integer[] not null
);
-- Candidates are read at once and never ordered by the index; a pending list would be searched in full each time.
create index report_grams_lookup on report_grams using gin (grams) with (fastupdate = off);
