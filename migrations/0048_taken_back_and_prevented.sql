-- Who checked something and was told that it is reported is told, once, if that was wrong. Such a lookup is a watch that says nothing else: when
-- somebody was last told so. `until` is the watch's own end, and passed at once for who only looked it up.
alter table watches add column asked_at timestamptz;
-- Looked at once more soon after they were written: a few at a time, however many are kept.
create index watches_just_asked on watches (asked_at) where looked_at <= asked_at;

-- Who nearly paid is asked once what it would have been, and answers with a range: bounds in the currency's smallest unit, the upper one null where the
-- range is open. All null: not said.
alter table alert_feedback
  add column amount_asked_at timestamptz,
  add column prevented_currency text,
  add column prevented_from integer,
  add column prevented_to integer,
  add constraint alert_feedback_prevented check ((prevented_currency is null) = (prevented_from is null) and (prevented_to is null or prevented_from < prevented_to));
