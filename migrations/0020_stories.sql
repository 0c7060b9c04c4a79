-- What of a report's way of working is the same in every language: names of concepts and motifs, rail and channel; nothing of its text.
create table story_traits (
  report_id uuid primary key references reports (id),
  traits text[] not null
);

-- Traits by which two campaigns tell one story in different languages, the most telling first; null: only reports tie them.
alter table merge_proposals add column shared_traits text[];
