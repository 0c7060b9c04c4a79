-- Where the person lives whom a report is about, as they or a partner answered: ISO 3166-2, no finer. null: not told, or erased with the report.
alter table reports add column region text check (region ~ '^(KR|MY)-[0-9]{2}$');
