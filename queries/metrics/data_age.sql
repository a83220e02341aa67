-- title: Age of the data
-- question: How old is what we are looking at?
-- formula: days from an export's day to today; of an area, those of its oldest export
-- unit: days
-- better: down
-- note: Stale after more than one and a half times as many days as usually lie between two such exports, and more than 2 working
--   days. What is usual the settings say, or the last exports; without either it is the 2 working days. Lists that are only
--   looked up in, such as users and accounts, are not stale by themselves. No other number looks at the clock, but
--   for the days to the next review.
create or replace macro age_in_days(exported_on, today) as date_diff('day', exported_on, today);
create or replace macro is_stale(fresh_until, today) as coalesce(today > fresh_until, false);
create or replace macro stale_because(export, age_days, rhythm_days, is_told) as export || ': ' || age_days || ' days old, '
    || case
        when rhythm_days is null then 'more than 2 working days'
        when is_told then 'should come '
        else 'usually '
    end
    || case
        when rhythm_days is null then ''
        when round(rhythm_days) <= 1 then 'every day'
        else 'every ' || cast(round(rhythm_days) as integer) || ' days'
    end;
