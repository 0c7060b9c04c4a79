-- Signatures hold the text's shingles themselves instead of a sketch of them: what two texts have in common is counted, not estimated.
-- Rows of the earlier version are made again by the worker; until then they are not compared.
-- From shingles much of a text can be guessed, so they go with an erased report.
delete from signatures s using reports r where r.id = s.report_id and r.state = 'erased';
alter table signatures rename column sketch to shingles;
