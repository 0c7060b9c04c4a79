-- Signatures are numbered by their last change, so that the index in a worker's memory reads on from where it stands. Numbers are taken under
-- the joining lock (core/campaigns/campaign-store.ts), which is held until the commit: whoever has seen one has seen all before it.
alter table signatures add column number bigint generated always as identity;
create unique index signatures_number on signatures (number);

-- Two syllables' or four letters' hashes can be turned back into them: an erased report keeps its row, its number shows that it changed,
-- and nothing else is left of its text.
update signatures s set bands = '{}', shingles = '', length = 0, template = 0, version = 0 from reports r where r.id = s.report_id and r.state = 'erased';
