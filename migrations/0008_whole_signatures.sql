-- Signatures hold the text's shingles themselves instead of a sketch of them: what two texts have in common is counted, not estimated.
-- Rows of the earlier version are made again by the worker; until then they are not compared.
alter table signatures rename column sketch to shingles;
