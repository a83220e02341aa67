-- title: Age of the data
-- question: How old is what we are looking at?
-- formula: days from an export's day to today
-- unit: days
-- better: down
-- note: Stale after more than 2 business days. This is the one number that looks at the clock.
create or replace macro age_in_days(exported_on, today) as date_diff('day', exported_on, today);
